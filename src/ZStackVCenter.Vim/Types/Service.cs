using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>The roots of one service: its managers and its root folder (ServiceContent in the vSphere API).</summary>
[VimType]
public sealed partial record ServiceContent : DynamicData
{
    /// <summary>The folder that holds the whole inventory.</summary>
    public required ManagedObjectReference RootFolder { get; init; }

    /// <summary>The session's default property collector.</summary>
    public required ManagedObjectReference PropertyCollector { get; init; }

    /// <summary>Makes views.</summary>
    public ManagedObjectReference? ViewManager { get; init; }

    /// <summary>What the server is.</summary>
    public AboutInfo? About { get; init; }

    /// <summary>The server's advanced settings.</summary>
    public ManagedObjectReference? Setting { get; init; }

    /// <summary>Logs in and out.</summary>
    public ManagedObjectReference? SessionManager { get; init; }

    /// <summary>Roles and permissions.</summary>
    public ManagedObjectReference? AuthorizationManager { get; init; }

    /// <summary>Performance counters.</summary>
    public ManagedObjectReference? PerfManager { get; init; }

    /// <summary>Alarms.</summary>
    public ManagedObjectReference? AlarmManager { get; init; }

    /// <summary>Events.</summary>
    public ManagedObjectReference? EventManager { get; init; }

    /// <summary>Tasks.</summary>
    public ManagedObjectReference? TaskManager { get; init; }

    /// <summary>Registered extensions.</summary>
    public ManagedObjectReference? ExtensionManager { get; init; }

    /// <summary>Guest customization specifications.</summary>
    public ManagedObjectReference? CustomizationSpecManager { get; init; }

    /// <summary>Custom attributes.</summary>
    public ManagedObjectReference? CustomFieldsManager { get; init; }

    /// <summary>Licences.</summary>
    public ManagedObjectReference? LicenseManager { get; init; }

    /// <summary>Finds inventory objects by path, address or UUID.</summary>
    public ManagedObjectReference? SearchIndex { get; init; }

    /// <summary>Files on datastores.</summary>
    public ManagedObjectReference? FileManager { get; init; }

    /// <summary>Virtual disks that no machine holds.</summary>
    public ManagedObjectReference? VirtualDiskManager { get; init; }

    /// <summary>OVF import and export.</summary>
    public ManagedObjectReference? OvfManager { get; init; }

    /// <summary>IP pools.</summary>
    public ManagedObjectReference? IpPoolManager { get; init; }

    /// <summary>Distributed switches.</summary>
    public ManagedObjectReference? DvSwitchManager { get; init; }

    /// <summary>Datastore clusters and storage I/O control.</summary>
    public ManagedObjectReference? StorageResourceManager { get; init; }

    /// <summary>Files and programs inside guests.</summary>
    public ManagedObjectReference? GuestOperationsManager { get; init; }

    /// <summary>First class disks.</summary>
    public ManagedObjectReference? VStorageObjectManager { get; init; }
}

/// <summary>What a server is, and its version (AboutInfo in the vSphere API).</summary>
[VimType]
public sealed partial record AboutInfo : DynamicData
{
    /// <summary>The product's short name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The product's name with version and build.</summary>
    public string FullName { get; init; } = "";

    /// <summary>Who made it.</summary>
    public string Vendor { get; init; } = "";

    /// <summary>The product's version, as 7.0.3.</summary>
    public string Version { get; init; } = "";

    /// <summary>The build number.</summary>
    public string Build { get; init; } = "";

    /// <summary>The version of the locale's texts.</summary>
    public string? LocaleVersion { get; init; }

    /// <summary>The build of the locale's texts.</summary>
    public string? LocaleBuild { get; init; }

    /// <summary>The operating system it runs on, as <c>linux-x64</c>.</summary>
    public string OsType { get; init; } = "";

    /// <summary>The product line, as <c>vpx</c> for vCenter.</summary>
    public string ProductLineId { get; init; } = "";

    /// <summary><c>VirtualCenter</c> for a vCenter, <c>HostAgent</c> for an ESXi host.</summary>
    public string ApiType { get; init; } = "";

    /// <summary>The newest version of the API that the server speaks, as 7.0.3.0.</summary>
    public string ApiVersion { get; init; } = "";

    /// <summary>Identifies this vCenter for good, whatever its name or address.</summary>
    public string? InstanceUuid { get; init; }

    /// <summary>The product's name in licences.</summary>
    public string? LicenseProductName { get; init; }

    /// <summary>The product's version in licences.</summary>
    public string? LicenseProductVersion { get; init; }
}

/// <summary>One session of a user (UserSession in the vSphere API).</summary>
[VimType]
public sealed partial record UserSession : DynamicData
{
    /// <summary>The session's id.</summary>
    public string Key { get; init; } = "";

    /// <summary>The user, as DOMAIN\name.</summary>
    public string UserName { get; init; } = "";

    /// <summary>The user's full name.</summary>
    public string FullName { get; init; } = "";

    /// <summary>When the session began.</summary>
    public DateTime LoginTime { get; init; }

    /// <summary>When it last made a call.</summary>
    public DateTime LastActiveTime { get; init; }

    /// <summary>The session's locale.</summary>
    public string Locale { get; init; } = "";

    /// <summary>The locale of its messages.</summary>
    public string MessageLocale { get; init; } = "";

    /// <summary>Whether an extension owns it.</summary>
    public bool? ExtensionSession { get; init; }

    /// <summary>Where the client is.</summary>
    public string? IpAddress { get; init; }

    /// <summary>What the client calls itself.</summary>
    public string? UserAgent { get; init; }

    /// <summary>How many calls it has made.</summary>
    public long? CallCount { get; init; }
}
