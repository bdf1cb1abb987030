<#
.SYNOPSIS
    Builds, tests and shows ZStackVCenter on any system with the .NET SDK and PowerShell 7.6.
.DESCRIPTION
    The verbs are those of build.sh. The demonstration, the benchmarks and most tests need a simulated vCenter, which is built from
    Debian's packages: on a Debian system this script hands those verbs to build.sh, which installs the packages. Elsewhere they run
    in a Debian container or in WSL. The Pester files run here, in a real PowerShell.
.EXAMPLE
    ./build.ps1 build

    Builds the module into out/ZStackVCenter.
.EXAMPLE
    ./build.ps1 bench sync

    Measures the synchronization of 10,000 virtual machines.
#>
#Requires -Version 7.6
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [ValidateSet('build', 'test', 'demo', 'bench', 'docs', 'package', 'clean')]
    [string] $Verb,

    # The benchmark's name.
    [Parameter(Position = 1)]
    [string] $Name
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
Set-Location -LiteralPath $PSScriptRoot

function Invoke-Program {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory, Position = 0)]
        [string] $Program,

        [Parameter(Position = 1, ValueFromRemainingArguments)]
        [string[]] $Argument
    )

    & $Program @Argument
    if ($LASTEXITCODE -ne 0) {
        throw "$Program $Argument ended with code $LASTEXITCODE."
    }
}

function Invoke-DebianVerb {
    [CmdletBinding()]
    param(
        [Parameter(ValueFromRemainingArguments)]
        [string[]] $Argument
    )

    if (-not (Get-Command -Name 'apt-get' -ErrorAction Ignore)) {
        throw "'$Argument' needs Debian's packages for the simulated vCenter: run ./build.sh $Argument in a Debian container or in WSL."
    }

    Invoke-Program bash ./build.sh @Argument
}

function Invoke-PesterFile {
    [CmdletBinding()]
    param()

    if (-not (Get-Module -Name Pester -ListAvailable | Where-Object Version -GE 5.0)) {
        throw 'The Pester files need Pester 5: Install-PSResource Pester'
    }

    Import-Module -Name Pester -MinimumVersion 5.0
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = Join-Path $PSScriptRoot 'tests' 'Pester'
    $configuration.Run.Throw = $true
    $configuration.Output.Verbosity = 'Detailed'
    Invoke-Pester -Configuration $configuration
}

switch ($Verb) {
    'build' {
        Invoke-Program dotnet build ZStackVCenter.sln --nologo
    }
    'test' {
        Invoke-Program dotnet build ZStackVCenter.sln --nologo
        Invoke-PesterFile
        Invoke-DebianVerb test
    }
    'demo' {
        Invoke-DebianVerb demo
    }
    'bench' {
        if (-not $Name) {
            throw 'bench needs the name of a benchmark: import, sync, sync-floor, watch, get, batch, create, apply or forward.'
        }

        Invoke-DebianVerb bench $Name
    }
    'docs' {
        Invoke-Program dotnet build src/ZStackVCenter/ZStackVCenter.csproj --nologo '-p:HelpVerb=update'
    }
    'package' {
        Invoke-Program dotnet build src/ZStackVCenter/ZStackVCenter.csproj --nologo -c Release
        Invoke-Program dotnet msbuild package.proj -nologo '-v:minimal'
    }
    'clean' {
        'artifacts', 'out' | Where-Object { Test-Path -LiteralPath $_ } | Remove-Item -Recurse -Force
    }
}
