#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# The module together with what only a real pwsh has: CSV and JSON, sorting and grouping, parallel runspaces, tables as text. It needs no
# vCenter: offerings and settings are records alone.

BeforeAll {
    Import-Module -Name (Join-Path $PSScriptRoot '..' '..' 'out' 'ZStackVCenter' 'ZStackVCenter.psd1') -Force
    Set-ZsContext -StorePath (Join-Path $TestDrive 'records.db')
}

AfterAll {
    Remove-Module -Name ZStackVCenter
}

Describe 'Offerings from a file' {
    BeforeAll {
        @'
Name,CpuCount,MemorySize
tiny,1,512MB
small,1,1GB
large,8,16GB
'@ | Set-Content -LiteralPath (Join-Path $TestDrive 'sizes.csv')
        $script:Made = Import-Csv -LiteralPath (Join-Path $TestDrive 'sizes.csv') | New-ZsInstanceOffering
    }

    It 'makes one of each row' {
        $Made.Name | Should -Be 'tiny', 'small', 'large'
        $Made[2].MemorySize | Should -Be 16GB
    }

    It 'sorts, groups and measures them like any object' {
        (Get-ZsInstanceOffering | Sort-Object -Property MemorySize -Descending)[0].Name | Should -Be 'large'
        (Get-ZsInstanceOffering | Group-Object -Property CpuCount).Count | Should -Be 2
        (Get-ZsInstanceOffering | Measure-Object -Property CpuCount -Sum).Sum | Should -Be 10
    }

    It 'goes through JSON with its names and values' {
        $copy = Get-ZsInstanceOffering -Name tiny | ConvertTo-Json | ConvertFrom-Json
        $copy.Name | Should -Be 'tiny'
        $copy.MemorySize | Should -Be 512MB
    }

    It 'refuses a name that there is already, with an id to catch' {
        New-ZsInstanceOffering -Name tiny -CpuCount 1 -MemorySize 1GB -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'ZsOfferingExists,*'
    }

    It 'changes nothing with -WhatIf' {
        Get-ZsInstanceOffering | Remove-ZsInstanceOffering -WhatIf
        @(Get-ZsInstanceOffering).Count | Should -Be 3
    }

    It 'shows a table within 100 columns' {
        Get-ZsInstanceOffering | Out-String -Width 100 -Stream | ForEach-Object { $_.Length | Should -BeLessOrEqual 100 }
    }
}

Describe 'Runspaces' {
    It 'share one set of records' {
        1..8 | ForEach-Object -ThrottleLimit 4 -Parallel { New-ZsDiskOffering -Name "disk$_" -Size ($_ * 1GB) } | Should -HaveCount 8
        @(Get-ZsDiskOffering -Name disk*).Count | Should -Be 8
    }

    It 'answers in a thread job' {
        Start-ThreadJob { @(Get-ZsDiskOffering).Count } | Receive-Job -Wait -AutoRemoveJob | Should -Be 8
    }
}

Describe 'The records' {
    It 'are backed up while they are in use' {
        $file = Join-Path $TestDrive 'backup.db'
        Backup-ZsStore -Path $file
        Test-Path -LiteralPath $file | Should -BeTrue
    }

    It 'keep an audit of what was changed' {
        (Get-ZsInstanceOffering -Name tiny | Get-ZsAudit).Command | Should -Contain 'New-ZsInstanceOffering'
    }
}
