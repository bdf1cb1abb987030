<#
.SYNOPSIS
    What a scheduled task does at night: brings the records up to date, ends what killed processes left, removes what nobody needs.
.DESCRIPTION
    The vCenter is known already and its credential saved (Connect-ZsVCenter -SaveCredential), so that nobody is asked anything:
    ./nightly-cleanup.ps1 -VCenter lab -ScratchName 'test*', 'sandbox*'
    Everything that was removed or failed is written as an object; the exit code is 1 when something went wrong.
.PARAMETER VCenter
    The vCenter's name in the records.
.PARAMETER ScratchName
    Names, with wildcards, of VMs that may be thrown away once they are off.
.PARAMETER KeepDays
    How many days removed VMs can be had back.
.PARAMETER WhatIf
    Says what would be removed, and removes nothing.
#>
#Requires -Version 7.6
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $VCenter,

    [string[]] $ScratchName = @(),

    [ValidateRange(0, 365)]
    [int] $KeepDays = 7
)

$before = (Get-Date).AddDays(-$KeepDays)
$trouble = @()

# A vCenter that is connected stays as it is; another one is logged in to with its saved credential.
if ((Get-ZsVCenter -Name $VCenter -ErrorAction Stop).Status -ne 'Connected') {
    Connect-ZsVCenter -VCenter $VCenter -NoSync -ErrorAction Stop
}

# A synchronisation ends first what killed processes left, and names what somebody removed behind our back.
$report = Sync-ZsVCenter -VCenter $VCenter -ErrorAction Stop
$report.Vanished | Select-Object -Property @{ Name = 'What'; Expression = { 'Vanished in vCenter' } }, Name

# Tasks whose process is gone are ended as soon as somebody waits for them.
Get-ZsTask -State Running, Undoing | Where-Object -Property Abandoned | Wait-ZsTask -TimeoutSec 1800 -PassThru -ErrorVariable +trouble

# VMs to throw away go to the recycle bin; what has been there long enough is removed for good.
if ($ScratchName) {
    Get-ZsVm -Name $ScratchName -State Stopped -VCenter $VCenter |
        Remove-ZsVm -PassThru -Confirm:$false -ErrorVariable +trouble |
        Select-Object -Property @{ Name = 'What'; Expression = { 'Put into the recycle bin' } }, Name
}
$old = @(Get-ZsRecycleBinItem -VCenter $VCenter -Before $before)
Clear-ZsRecycleBin -VCenter $VCenter -Before $before -Confirm:$false -ErrorVariable +trouble
$kept = @(Get-ZsRecycleBinItem -VCenter $VCenter).Id
$old | Where-Object -Property Id -NotIn -Value $kept |
    Select-Object -Property @{ Name = 'What'; Expression = { 'Removed for good' } }, Name

# What went wrong since yesterday, whoever did it.
Get-ZsAudit -Result Failed -Start (Get-Date).AddDays(-1) |
    Select-Object -Property @{ Name = 'What'; Expression = { "$($_.Action) failed: $($_.Error)" } }, @{ Name = 'Name'; Expression = { $_.Resource } }

exit [int]($trouble.Count -gt 0)
