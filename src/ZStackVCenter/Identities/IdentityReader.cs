using System.Management.Automation;

namespace ZStackVCenter.Identities;

/// <summary>Reads from any object which object of the records it stands for.</summary>
internal static class IdentityReader
{
    private const string Deserialized = "Deserialized.";
    private static readonly string Prefix = typeof(ZsResource).Namespace + ".";

    /// <summary>The kind, id and name that an object tells.</summary>
    /// <param name="value">One of our objects, a deserialized one, a row with an <c>Id</c> or a <c>Name</c>, a string or a GUID.</param>
    /// <param name="wanted">The kind that it must be; null for any.</param>
    /// <exception cref="PSInvalidCastException">It is an object of another kind, or tells neither id nor name.</exception>
    public static (ResourceKind? Kind, Guid? Id, string? Name) Read(PSObject value, ResourceKind? wanted)
    {
        var kind = KindOf(value);
        if (wanted is not null && kind is not null && kind != wanted)
        {
            throw new PSInvalidCastException($"A {kind.Word} is no {wanted.Word}.");
        }
        if (value.BaseObject is Guid given)
        {
            return (wanted, given, null);
        }
        if (value.BaseObject is string text)
        {
            return Guid.TryParse(text, out var written) ? (wanted, written, null) : (wanted, null, text);
        }
        if (value.BaseObject is ZsIdentity identity && (wanted is null || identity.Kind is null || identity.Kind == wanted))
        {
            return (wanted ?? identity.Kind, identity.Id, identity.Name);
        }
        if (Guid.TryParse(value.Properties["Id"]?.Value?.ToString(), out var id) && id != Guid.Empty)
        {
            return (kind ?? wanted, id, null);
        }
        return value.Properties["Name"]?.Value?.ToString() is { Length: > 0 } name
            ? (kind ?? wanted, null, Qualified(name, value, kind ?? wanted))
            : throw new PSInvalidCastException($"A {value.BaseObject.GetType().Name} tells neither the id nor the name of a {wanted?.Word ?? "record"}.");
    }

    // A row of a table tells its vCenter beside its name, as our objects do.
    private static string Qualified(string name, PSObject row, ResourceKind? kind) =>
        kind != ResourceKind.VCenter && row.Properties["VCenter"]?.Value?.ToString() is { Length: > 0 } vCenter
            ? $"{WildcardPattern.Escape(vCenter)}/{name}"
            : name;

    private static ResourceKind? KindOf(PSObject value)
    {
        var name = value.TypeNames.FirstOrDefault() ?? "";
        if (name.StartsWith(Deserialized, StringComparison.Ordinal))
        {
            name = name[Deserialized.Length..];
        }
        // A view such as ZsSyncReport#Detailed is still the type's.
        name = name.Split('#')[0];
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? ResourceKind.OfType(name[Prefix.Length..]) : null;
    }
}
