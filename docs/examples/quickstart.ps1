<#
.SYNOPSIS
    Connects to a vCenter, brings its inventory in, and asks questions of it.
.DESCRIPTION
    ./build.sh demo runs this script against a simulated vCenter. To run it against one of yours:
    ./quickstart.ps1 -Server vcenter.example.com
.PARAMETER Server
    The vCenter's name or address.
.PARAMETER Port
    Its port.
.PARAMETER Credential
    The user to log in as; asked for when it is left out.
.PARAMETER Thumbprint
    The thumbprint of the vCenter's certificate, when it is signed by nobody that this machine trusts.
.PARAMETER Module
    The module's manifest, when the module is not installed.
#>
#Requires -Version 7.6
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Server,

    [int] $Port = 443,

    [pscredential] $Credential = (Get-Credential -Message "Log in to $Server"),

    [string] $Thumbprint,

    [string] $Module = 'ZStackVCenter'
)

Import-Module -Name $Module

# Connect. The module remembers the vCenter and brings in what it holds.
$trust = if ($Thumbprint) { @{ Thumbprint = $Thumbprint } } else { @{} }
Connect-ZsVCenter -Server $Server -Port $Port -Credential $Credential -Name lab @trust
Sync-ZsVCenter -VCenter lab

# What is there?
Get-ZsCluster
Get-ZsHost
Get-ZsPrimaryStorage
Get-ZsVm
Get-ZsImage

# Which virtual machines run on a host in maintenance?
Get-ZsHost -MaintenanceMode | Get-ZsVm -State Running

# Which datastore is fullest?
Get-ZsPrimaryStorage | Sort-Object -Property { $_.AvailableCapacity / $_.TotalCapacity } | Select-Object -First 1

# What happened?
Get-ZsEvent -First 8
Get-ZsEvent -Type Error

# Watch: somebody else is about to power off a virtual machine.
Watch-ZsVCenter -VCenter lab -First 1 -TimeoutSec 30
Get-ZsVm -Name web02
