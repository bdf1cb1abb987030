using System.Management.Automation;
using ZStackVCenter.Identities;

namespace ZStackVCenter;

/// <summary>
/// Which object of the records an argument means: its id, its name (with wildcards where a command takes many), <c>vcenter/name</c>, the object
/// itself, or what is left of it after a file or a remote session.
/// </summary>
public abstract class ZsIdentity
{
    private protected ZsIdentity(ResourceKind? kind, string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        Kind = kind;
        if (Guid.TryParse(text, out var id))
        {
            Id = id;
        }
        else
        {
            Name = text.Trim();
        }
    }

    private protected ZsIdentity(ResourceKind? kind, Guid id)
    {
        Kind = kind;
        Id = id;
    }

    private protected ZsIdentity(ResourceKind? kind, object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        (Kind, Id, Name) = IdentityReader.Read(PSObject.AsPSObject(value), kind);
        IsObject = Id is not null;
    }

    /// <summary>The record's id; null when a name was given.</summary>
    public Guid? Id { get; }

    /// <summary>The name, as it was given; null when an id was given.</summary>
    public string? Name { get; }

    /// <summary>The kind of object; null when the argument does not tell.</summary>
    internal ResourceKind? Kind { get; }

    /// <summary>True when the id came with an object of the records, which need not be asked whether they have it.</summary>
    internal bool IsObject { get; }

    /// <summary>The name or the id.</summary>
    public override string ToString() => Name ?? Id.ToString()!;
}
