using ZStackVCenter.Vim.Xml;

namespace ZStackVCenter.Vim.Types;

/// <summary>Who a Windows guest is (CustomizationSysprep in the vSphere API). The members are sections of an answer file of sysprep.</summary>
[VimType]
public sealed partial record CustomizationSysprep : CustomizationIdentitySettings
{
    /// <summary>The administrator's password, the time zone, and logging on by itself.</summary>
    public CustomizationGuiUnattended GuiUnattended { get; init; } = new();

    /// <summary>The owner, the computer's name and the product key.</summary>
    public required CustomizationUserData UserData { get; init; }

    /// <summary>Commands to run at the first logon.</summary>
    public CustomizationGuiRunOnce? GuiRunOnce { get; init; }

    /// <summary>The workgroup or domain to join.</summary>
    public CustomizationIdentification Identification { get; init; } = new();

    /// <summary>How a Windows Server is licensed; required for Windows 2000 and 2003 Server, ignored later.</summary>
    public CustomizationLicenseFilePrintData? LicenseFilePrintData { get; init; }
}

/// <summary>An answer file of sysprep, whole (CustomizationSysprepText in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationSysprepText : CustomizationIdentitySettings
{
    /// <summary>The file's text.</summary>
    public string Value { get; init; } = "";
}

/// <summary>The section GuiUnattended of an answer file (CustomizationGuiUnattended in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationGuiUnattended : DynamicData
{
    /// <summary>The administrator's new password. It is set only where the template's is empty; unset means empty.</summary>
    public CustomizationPassword? Password { get; init; }

    /// <summary>The time zone by Microsoft's number, as 210 for China.</summary>
    public int TimeZone { get; init; }

    /// <summary>Whether the guest logs on as administrator by itself.</summary>
    public bool AutoLogon { get; init; }

    /// <summary>How often it does; only with <see cref="AutoLogon"/>.</summary>
    public int AutoLogonCount { get; init; }
}

/// <summary>A password, plain or encrypted (CustomizationPassword in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationPassword : DynamicData
{
    /// <summary>The password, or what it was encrypted to in Base64.</summary>
    public string Value { get; init; } = "";

    /// <summary>Whether it is plain.</summary>
    public bool PlainText { get; init; }

    /// <summary>Nothing of it: a password is never part of a text.</summary>
    public override string ToString() => nameof(CustomizationPassword);
}

/// <summary>The section UserData of an answer file (CustomizationUserData in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationUserData : DynamicData
{
    /// <summary>The owner's full name.</summary>
    public string FullName { get; init; } = "";

    /// <summary>The owner's organization.</summary>
    public string OrgName { get; init; } = "";

    /// <summary>The computer's name.</summary>
    public required CustomizationName ComputerName { get; init; }

    /// <summary>The product key; empty where the system needs none.</summary>
    public string ProductId { get; init; } = "";
}

/// <summary>The section GuiRunOnce of an answer file (CustomizationGuiRunOnce in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationGuiRunOnce : DynamicData
{
    /// <summary>The commands, in order.</summary>
    public IReadOnlyList<string> CommandList { get; init; } = [];
}

/// <summary>The section Identification of an answer file: a workgroup, or a domain and who may join it (CustomizationIdentification in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationIdentification : DynamicData
{
    /// <summary>The workgroup; not with a domain.</summary>
    public string? JoinWorkgroup { get; init; }

    /// <summary>The domain; not with a workgroup.</summary>
    public string? JoinDomain { get; init; }

    /// <summary>A user who may add computers to the domain.</summary>
    public string? DomainAdmin { get; init; }

    /// <summary>That user's password.</summary>
    public CustomizationPassword? DomainAdminPassword { get; init; }
}

/// <summary>The section LicenseFilePrintData of an answer file (CustomizationLicenseFilePrintData in the vSphere API).</summary>
[VimType]
public sealed partial record CustomizationLicenseFilePrintData : DynamicData
{
    /// <summary>Whether licences go by server or by seat.</summary>
    public CustomizationLicenseDataMode AutoMode { get; init; }

    /// <summary>How many users may connect; only by server, and then 5 at least.</summary>
    public int? AutoUsers { get; init; }
}

/// <summary>Whether licences go by server or by seat (CustomizationLicenseDataMode in the vSphere API).</summary>
[VimEnum]
public enum CustomizationLicenseDataMode
{
    /// <summary>A value that this version does not know.</summary>
    Unknown,

    /// <summary>By server.</summary>
    PerServer,

    /// <summary>By seat.</summary>
    PerSeat,
}
