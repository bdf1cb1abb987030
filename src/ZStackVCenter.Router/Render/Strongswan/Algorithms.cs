using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Render.Strongswan;

/// <summary>Algorithms by strongSwan's names (its page "Cipher suites").</summary>
internal static class Algorithms
{
    /// <summary>Groups by their IANA numbers.</summary>
    private static readonly Dictionary<int, string> Groups = new()
    {
        [2] = "modp1024", [5] = "modp1536", [14] = "modp2048", [15] = "modp3072", [16] = "modp4096", [17] = "modp6144", [18] = "modp8192",
        [19] = "ecp256", [20] = "ecp384", [21] = "ecp521", [22] = "modp1024s160", [23] = "modp2048s224", [24] = "modp2048s256",
        [25] = "ecp192", [26] = "ecp224",
    };

    public static bool IsGroup(int number) => Groups.ContainsKey(number);

    public static string Ike(IpsecTunnel tunnel) => $"{Name(tunnel.IkeEncryption)}-{Name(tunnel.IkeIntegrity)}-{Groups[tunnel.IkeDhGroup]}";

    public static string Esp(IpsecTunnel tunnel)
    {
        string suite = $"{Name(tunnel.Encryption)}-{Name(tunnel.Integrity)}";
        return tunnel.PfsGroup is { } group ? $"{suite}-{Groups[group]}" : suite;
    }

    private static string Name(IpsecEncryption encryption) => encryption switch
    {
        IpsecEncryption.TripleDes => "3des",
        IpsecEncryption.Aes128 => "aes128",
        IpsecEncryption.Aes192 => "aes192",
        _ => "aes256",
    };

    private static string Name(IpsecIntegrity integrity) => integrity switch
    {
        IpsecIntegrity.Md5 => "md5",
        IpsecIntegrity.Sha1 => "sha1",
        IpsecIntegrity.Sha384 => "sha384",
        IpsecIntegrity.Sha512 => "sha512",
        _ => "sha256",
    };
}
