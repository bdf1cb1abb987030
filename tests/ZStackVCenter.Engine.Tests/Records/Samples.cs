namespace ZStackVCenter.Engine.Tests.Records;

/// <summary>Records with something in every property.</summary>
internal static class Samples
{
    public static ZsVCenter VCenter(string name) => new()
    {
        Id = Guid.CreateVersion7(),
        Name = name,
        Description = "a lab",
        Server = $"{name}.example.org",
        Port = 8443,
        UserName = "administrator@vsphere.local",
        InstanceUuid = Guid.NewGuid(),
        Version = "8.0.2",
        Build = "22385739",
        ApiVersion = "8.0.2.0",
    };
}
