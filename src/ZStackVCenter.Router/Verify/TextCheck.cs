namespace ZStackVCenter.Router.Verify;

/// <summary>Names that people gave. They are only comments in files, and what cannot be one is refused all the same.</summary>
internal static class TextCheck
{
    public static void Run(Findings findings)
    {
        var state = findings.State;
        Names(findings, "$.privateNetworks", state.PrivateNetworks.Select(item => item.Name));
        Names(findings, "$.vips", state.Vips.Select(item => item.Name));
        Names(findings, "$.eips", state.Eips.Select(item => item.Name));
        Names(findings, "$.portForwardings", state.PortForwardings.Select(item => item.Name));
        Names(findings, "$.listeners", state.Listeners.Select(item => item.Name));
        Names(findings, "$.certificates", state.Certificates.Select(item => item.Name));
        Names(findings, "$.tunnels", state.Tunnels.Select(item => item.Name));
    }

    private static void Names(Findings findings, string list, IEnumerable<string> names)
    {
        foreach ((int i, string name) in names.Index())
        {
            findings.AddIf(
                !TextRules.IsName(name), $"{list}[{i}].name", "The name is longer than 255 characters or holds a control character.", "Use a shorter or plain name.");
        }
    }
}
