namespace ZStackVCenter.Engine.Operations;

/// <summary>Who asks for a change, and how: what the audit keeps.</summary>
/// <param name="OsUser">The user of the operating system; in a remote session with the connected user behind it.</param>
/// <param name="Account">The account of the module.</param>
/// <param name="Command">The cmdlet's name.</param>
/// <param name="Arguments">Its arguments as text. A secret is never among them: the caller leaves it out.</param>
public sealed record Caller(string OsUser, string Account, string Command, IReadOnlyDictionary<string, string> Arguments)
{
    /// <summary>The module itself: what it does without being asked, such as finishing what a killed process began.</summary>
    public static Caller Module { get; } = new(Environment.UserName, "admin", "", new Dictionary<string, string>());
}

/// <summary>What a change is about. Only one operation at a time works on a resource.</summary>
/// <param name="Type">The resource's kind.</param>
/// <param name="Id">The record's id; for a resource that is being made, the id it will have.</param>
/// <param name="Name">Its name.</param>
/// <param name="VCenterId">The record's id of its vCenter; null when it is in none.</param>
/// <param name="VCenter">The name of that vCenter.</param>
public sealed record Subject(ZsResourceType Type, Guid Id, string Name, Guid? VCenterId = null, string? VCenter = null)
{
    /// <summary>The subject that an object of an inventory is.</summary>
    public static Subject Of(ZsResourceType type, ZsInventoryResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return new Subject(type, resource.Id, resource.Name, resource.VCenterId, resource.VCenter);
    }
}
