using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>How a guest system is made its own: names, addresses, a Windows system's identity (CustomizationSpec in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationSpec : DynamicData
{
    /// <summary>Options of the system's kind: <see cref="CustomizationLinuxOptions"/> or <see cref="CustomizationWinOptions"/>.</summary>
    public CustomizationOptions? Options { get; init; }

    /// <summary>Who the guest is: <see cref="CustomizationLinuxPrep"/>, <see cref="CustomizationSysprep"/> or <see cref="CustomizationSysprepText"/>.</summary>
    public required CustomizationIdentitySettings Identity { get; init; }

    /// <summary>Addresses that are not a single card's.</summary>
    public CustomizationGlobalIPSettings GlobalIPSettings { get; init; } = new();

    /// <summary>The addresses of the cards: one for each, in the order of their device keys where <see cref="CustomizationAdapterMapping.MacAddress"/> is unset.</summary>
    public IReadOnlyList<CustomizationAdapterMapping> NicSettingMap { get; init; } = [];

    /// <summary>The public key that passwords were encrypted with; unset when they are plain.</summary>
    public byte[]? EncryptionKey { get; init; }
}

/// <summary>Who a guest is (CustomizationIdentitySettings in the vSphere API): the root of the kinds.</summary>
[VimType]
public partial record CustomizationIdentitySettings : DynamicData;

/// <summary>Options of a kind of guest system (CustomizationOptions in the vSphere API): the root of the kinds.</summary>
[VimType]
public partial record CustomizationOptions : DynamicData;

/// <summary>Options of a Linux guest; there are none (CustomizationLinuxOptions in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationLinuxOptions : CustomizationOptions;

/// <summary>Options of a Windows guest (CustomizationWinOptions in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationWinOptions : CustomizationOptions
{
    /// <summary>Whether it gets a new security identifier.</summary>
    public bool ChangeSID { get; init; }

    /// <summary>Whether its accounts are deleted.</summary>
    public bool DeleteAccounts { get; init; }

    /// <summary>What it does when it is done; it restarts unless told otherwise.</summary>
    public CustomizationSysprepRebootOption? Reboot { get; init; }
}

/// <summary>What a Windows guest does when it is customized (CustomizationSysprepRebootOption in the vSphere API).</summary>
[VimEnum]
public enum CustomizationSysprepRebootOption
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>It restarts.</summary>
    Reboot,

    /// <summary>It goes on; for trying out what sysprep does.</summary>
    Noreboot,

    /// <summary>It shuts down.</summary>
    Shutdown,
}

/// <summary>The name of a guest (CustomizationName in the vSphere API): the root of the kinds.</summary>
[VimType]
public partial record CustomizationName : DynamicData;

/// <summary>A name given outright (CustomizationFixedName in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationFixedName : CustomizationName
{
    /// <summary>Letters, digits and hyphens, no dot and no space, not digits alone; at most 63 characters, in Windows 15.</summary>
    public string Name { get; init; } = "";
}

/// <summary>A name that begins with given letters and that the server completes (CustomizationPrefixName in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationPrefixName : CustomizationName
{
    /// <summary>What it begins with.</summary>
    public string Base { get; init; } = "";
}

/// <summary>The name of the machine in vCenter, with what no guest may have in a name left out (CustomizationVirtualMachineName in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationVirtualMachineName : CustomizationName;

/// <summary>Who a Linux guest is (CustomizationLinuxPrep in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationLinuxPrep : CustomizationIdentitySettings
{
    /// <summary>The host's name, without a domain.</summary>
    public required CustomizationName HostName { get; init; }

    /// <summary>The domain behind the host's name.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The time zone by its name in the tz database, as <c>Asia/Shanghai</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether the hardware clock is in UTC rather than local time.</summary>
    public bool? HwClockUTC { get; init; }

    /// <summary>A script to run before and after (7.0 and later); the guest runs it only where its administrator allowed that.</summary>
    public string? ScriptText { get; init; }
}
