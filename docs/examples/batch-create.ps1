<#
.SYNOPSIS
    Makes a VM for each row of a CSV file, and says of each what became of it.
.DESCRIPTION
    The columns of the file are named as the parameters of New-ZsVm. An empty cell is as if it were left out, and a cell with several
    networks, addresses or disks separates them by semicolons. vms.csv beside this script is one such file.

    First every row is checked against the records, and nothing is made unless all of them can be. The VMs are then made side by side; one
    that fails leaves nothing behind, and the others are made all the same. The script ends with an error when any of them failed.
.PARAMETER Path
    The CSV file.
.PARAMETER CustomizeGuest
    Sets host names and addresses in the guests.
.PARAMETER ThrottleLimit
    How many are made at once.
.PARAMETER Module
    The module's manifest, when the module is not installed.
.EXAMPLE
    ./batch-create.ps1 ./vms.csv -CustomizeGuest
#>
#Requires -Version 7.6
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [switch] $CustomizeGuest,

    [int] $ThrottleLimit = 16,

    [string] $Module = 'ZStackVCenter'
)

Import-Module -Name $Module

$rows = @(Import-Csv -Path $Path)

# What cannot be made shows here: a name that is not there, an address that is taken, a network that no host reaches.
$rows | New-ZsVm -CustomizeGuest:$CustomizeGuest -WhatIf -ErrorVariable wrong -ErrorAction SilentlyContinue
if ($wrong) {
    $wrong | ForEach-Object { Write-Warning $_.ErrorDetails.Message }
    throw "$($wrong.Count) of $($rows.Count) VMs cannot be made; none was."
}

# All of them side by side. The tasks are in the records: should this session end, the next Sync-ZsVCenter finishes them.
$tasks = $rows | New-ZsVm -CustomizeGuest:$CustomizeGuest -ThrottleLimit $ThrottleLimit -RunAsync | Wait-ZsTask -PassThru

$tasks | Sort-Object -Property Resource | Select-Object -Property Resource, State, Error
$failed = @($tasks | Where-Object -Property State -NE -Value Succeeded)
if ($failed.Count -gt 0) {
    throw "$($failed.Count) of $($rows.Count) VMs could not be made."
}
