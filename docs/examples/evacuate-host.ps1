<#
.SYNOPSIS
    Moves every running VM away from a host, and says which had to stay and why.
.DESCRIPTION
    Put the host into maintenance mode, or let vCenter wait for it to empty, and run:
    ./evacuate-host.ps1 -VMHost esx-05.example.com
    Each VM goes to the best other host of its cluster, several at once. The vCenter must be connected (Connect-ZsVCenter).
    The exit code is 0 when nothing runs on the host any more.
.PARAMETER VMHost
    The host's name.
.PARAMETER StopTheRest
    Shuts VMs down that cannot be moved, such as those with disks on storage that no other host reaches.
.PARAMETER WhatIf
    Checks every VM and says where it would go, and does nothing.
#>
#Requires -Version 7.6
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $VMHost,

    [switch] $StopTheRest
)

# What the records know may be of yesterday.
$null = Sync-ZsVCenter -VCenter (Get-ZsHost -Name $VMHost -ErrorAction Stop).VCenter -ErrorAction Stop
$target = Get-ZsHost -Name $VMHost -ErrorAction Stop
if (-not $target.MaintenanceMode) {
    Write-Warning "$VMHost is not in maintenance mode: vCenter may put new VMs on it at any time."
}

# -WhatIf of this script reaches the commands below by itself.
$moved = @($target | Get-ZsVm -State Running | Move-ZsVm -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused)
$moved | Select-Object -Property Name, VMHost, State

foreach ($failure in $refused) {
    [pscustomobject]@{ Name = $failure.TargetObject; VMHost = $VMHost; State = $failure.Exception.Message }
}
if ($StopTheRest) {
    $target | Get-ZsVm -State Running | Stop-ZsVm -SkipHaRestart
}

$left = @($target | Get-ZsVm -State Running)
Write-Verbose "$($moved.Count) moved, $($left.Count) still running on $VMHost."
exit [int]($left.Count -gt 0)
