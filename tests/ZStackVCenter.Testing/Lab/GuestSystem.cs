namespace ZStackVCenter.Testing.Lab;

/// <summary>What the operating system in a machine does with the network: DHCP, names, IPsec.</summary>
public static class GuestSystem
{
    /// <summary>Asks for an address by DHCP and takes it, with its route and name servers; gives the address.</summary>
    /// <exception cref="InvalidOperationException">Nobody answered; the text has udhcpc's words.</exception>
    public static async Task<string> DhcpAsync(this Machine machine, string card)
    {
        await machine.RunAsync("udhcpc", "-i", card, "-n", "-q", "-f", "-t", "10", "-T", "1", "-O", "hostname", "-x", $"hostname:{machine.Name}");
        return await machine.AddressAsync(card) ?? throw new InvalidOperationException($"{machine.Name} has no address after DHCP.");
    }

    /// <summary>The first IPv4 address of a card, or null.</summary>
    public static async Task<string?> AddressAsync(this Machine machine, string card)
    {
        string[] words = (await machine.RunAsync("ip", "-4", "-o", "address", "show", "dev", card)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int at = Array.IndexOf(words, "inet");
        return at < 0 ? null : words[at + 1].Split('/')[0];
    }

    /// <summary>The address of a name as the machine's own resolver finds it, or null.</summary>
    public static async Task<string?> ResolveAsync(this Machine machine, string name)
    {
        CommandResult result = await machine.TryAsync("getent", "ahostsv4", name);
        return result.Ok ? result.Output.Split(' ', 2)[0] : null;
    }

    /// <summary>
    /// Lets charon encrypt by itself, over a TUN device: the kernels that tests run on have no ESP. The packets on the wire are the same.
    /// </summary>
    public static Task UseIpsecWithoutKernelAsync(this Machine machine) =>
        machine.WriteAsync("/etc/strongswan.d/charon/kernel-libipsec.conf", "kernel-libipsec { load = yes }\n");
}
