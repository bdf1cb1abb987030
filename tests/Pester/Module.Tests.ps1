#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# What only a real pwsh can show: the module as a user's session loads it. The cmdlets themselves are tested by tests/ZStackVCenter.Tests.

BeforeAll {
    $script:Manifest = Join-Path $PSScriptRoot '..' '..' 'out' 'ZStackVCenter' 'ZStackVCenter.psd1'
}

Describe 'The module in a fresh session' {
    It 'has a manifest that PowerShell accepts' {
        (Test-ModuleManifest -Path $Manifest).Name | Should -Be 'ZStackVCenter'
    }

    It 'imports twice, also by force' {
        Import-Module -Name $Manifest
        Import-Module -Name $Manifest -Force
        Get-Module -Name ZStackVCenter | Should -Not -BeNullOrEmpty
    }

    It 'exports exactly what its manifest lists' {
        $listed = (Import-PowerShellDataFile -Path $Manifest).CmdletsToExport | Sort-Object
        $exported = (Get-Command -Module ZStackVCenter).Name | Sort-Object
        $exported | Should -Be $listed
    }

    It 'leaves the default load context free of its packages' {
        $names = [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.ForEach({ $_.GetName().Name })
        $names | Should -Not -Contain 'Microsoft.Data.Sqlite'
    }

    It 'has help with examples for every cmdlet' {
        Get-Command -Module ZStackVCenter | ForEach-Object {
            @((Get-Help -Name $_.Name -Full).Examples.Example).Count | Should -BeGreaterOrEqual 2 -Because $_.Name
        }
    }
}
