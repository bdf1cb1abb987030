using System.Management.Automation;

namespace ZStackVCenter;

/// <summary>Which network an argument means: the name of a port group, with wildcards where a command takes many.</summary>
public sealed class ZsNetworkIdentity : ZsIdentity
{
    /// <summary>By its name.</summary>
    public ZsNetworkIdentity(string name) : base(null, name)
    {
    }

    /// <summary>By an object with a <c>Name</c>, such as a port group of <c>Get-ZsSwitch</c>.</summary>
    public ZsNetworkIdentity(PSObject value) : base(null, NameOf(value))
    {
    }

    private static string NameOf(PSObject value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.BaseObject as string ?? value.Properties["Name"]?.Value?.ToString()
            ?? throw new PSInvalidCastException($"A {value.BaseObject.GetType().Name} has no name that could be a network's.");
    }
}
