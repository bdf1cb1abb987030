using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Verify;

/// <summary>Port forwardings.</summary>
internal static class PortForwardingCheck
{
    /// <summary>A range that leads to other ports is written port by port; beyond this many a router would take too long over it.</summary>
    public const int MostShiftedPorts = 131072;

    private const string List = "$.portForwardings";

    public static void Run(Findings findings)
    {
        IReadOnlyList<PortForwarding> rules = findings.State.PortForwardings;
        findings.Ids(rules, List, rule => rule.Id);
        for (int i = 0; i < rules.Count; i++)
        {
            string path = $"{List}[{i}]";
            findings.Vip(path, rules[i].VipId);
            findings.Guest(path, rules[i].NetworkId, rules[i].GuestAddress);
            findings.Known($"{path}.protocol", rules[i].Protocol);
            findings.AddIf(
                rules[i].VipPorts.Count != rules[i].GuestPorts.Count,
                $"{path}.guestPorts", $"{rules[i].GuestPorts} is not as many ports as {rules[i].VipPorts}.", "Give ranges of equal length: ports are forwarded one to one.");
        }

        long shifted = rules.Where(rule => rule.VipPorts != rule.GuestPorts).Sum(rule => (long)rule.VipPorts.Count);
        findings.AddIf(
            shifted > MostShiftedPorts, List, $"{shifted} ports lead to ports of other numbers, and {MostShiftedPorts} may.", "Use ranges that keep their ports.");
    }
}
