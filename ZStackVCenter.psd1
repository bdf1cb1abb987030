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
        'Connect-ZsVCenter'
        'Get-ZsCluster'
        'Get-ZsVCenter'
        'Sync-ZsVCenter'
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
