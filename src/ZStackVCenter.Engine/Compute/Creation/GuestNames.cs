namespace ZStackVCenter.Engine.Compute;

/// <summary>The host names of the guests that one command makes: each only once, since one network takes no two of a name.</summary>
public sealed class GuestNames
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The guest of a VM with its host name: the one that was asked for, or one made of the VM's name that no other has yet.</summary>
    /// <param name="guest">What was asked for; null for nothing.</param>
    /// <param name="vm">The VM's name.</param>
    /// <param name="platform">Its system: Windows takes 15 characters, any other 63 (RFC 1123).</param>
    /// <exception cref="ZsException">Another guest of the command has the name that was asked for.</exception>
    public GuestRequest? Name(GuestRequest? guest, string vm, ZsPlatform platform)
    {
        if (guest is null)
        {
            return null;
        }
        if (guest.HostName is { } wanted)
        {
            return _taken.Add(Key(wanted, guest, platform)) ? guest : throw new ZsException(ZsErrorId.InvalidArgument, ZsErrorCategory.InvalidArgument,
                $"Another virtual machine of this command has the host name '{wanted}', which '{vm}' was to have.", "Give each a host name of its own, or leave -HostName out.", vm);
        }
        var longest = GuestCustomization.Longest(platform);
        var name = GuestCustomization.HostName(vm, longest);
        for (var number = 2; !_taken.Add(Key(name, guest, platform)); number++)
        {
            name = GuestCustomization.HostName($"{vm}-{number}", longest);
        }
        return guest with { HostName = name };
    }

    // Windows computers of one network meet by their names alone; all others by name and domain.
    private static string Key(string name, GuestRequest guest, ZsPlatform platform) => platform == ZsPlatform.Windows ? name : $"{name}.{guest.DnsDomain}";
}
