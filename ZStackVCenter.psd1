@{
    RootModule           = 'ZStackVCenter.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '6d0a4a3e-6a43-4f0c-9a55-0f0a3c6e2b71'
    Author               = 'The ZStackVCenter authors'
    CompanyName          = 'The ZStackVCenter authors'
    Copyright            = '(c) The ZStackVCenter authors. Licensed under Apache-2.0.'
    Description          = 'Turns VMware vCenters into a small cloud, without a management server: inventory, virtual machines, volumes, images, and private networks with routers, from PowerShell.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.6'
    CmdletsToExport      = @(
        'Add-ZsIpRange'
        'Add-ZsNetworkDns'
        'Backup-ZsStore'
        'Connect-ZsVCenter'
        'Disconnect-ZsVCenter'
        'Get-ZsBackupStorage'
        'Get-ZsCluster'
        'Get-ZsContext'
        'Get-ZsDiskOffering'
        'Get-ZsEvent'
        'Get-ZsHost'
        'Get-ZsImage'
        'Get-ZsInstanceOffering'
        'Get-ZsIpAddress'
        'Get-ZsIpRange'
        'Get-ZsNetwork'
        'Get-ZsPrimaryStorage'
        'Get-ZsStore'
        'Get-ZsSwitch'
        'Get-ZsSyncReport'
        'Get-ZsVCenter'
        'Get-ZsVm'
        'Get-ZsVmNic'
        'Get-ZsVolume'
        'New-ZsDiskOffering'
        'New-ZsInstanceOffering'
        'New-ZsNetwork'
        'Remove-ZsDiskOffering'
        'Remove-ZsInstanceOffering'
        'Remove-ZsIpRange'
        'Remove-ZsNetwork'
        'Remove-ZsNetworkDns'
        'Remove-ZsVCenter'
        'Restore-ZsStore'
        'Set-ZsContext'
        'Set-ZsDiskOffering'
        'Set-ZsInstanceOffering'
        'Set-ZsNetwork'
        'Set-ZsVCenter'
        'Stop-ZsVm'
        'Sync-ZsVCenter'
        'Test-ZsVCenter'
        'Watch-ZsEvent'
        'Watch-ZsVCenter'
    )
    TypesToProcess       = @(
        'Formats/ZStackVCenter.Types.ps1xml'
        'Formats/Networking.Types.ps1xml'
    )
    FormatsToProcess     = @(
        'Formats/Connections.Format.ps1xml'
        'Formats/Inventory.Format.ps1xml'
        'Formats/Storage.Format.ps1xml'
        'Formats/Compute.Format.ps1xml'
        'Formats/Monitoring.Format.ps1xml'
        'Formats/Operations.Format.ps1xml'
        'Formats/Networking.Format.ps1xml'
        'Formats/Offerings.Format.ps1xml'
        'Formats/Settings.Format.ps1xml'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('PSEdition_Core', 'Windows', 'Linux', 'macOS', 'VMware', 'vSphere', 'vCenter', 'ZStack', 'Cloud')
            LicenseUri   = 'https://www.apache.org/licenses/LICENSE-2.0'
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
