using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ZStackVCenter.Router.Render.Nftables;

/// <summary>
/// The ruleset: one file that the kernel takes as one transaction. It declares what it needs, empties the rules, sets and maps, and fills
/// them anew; what counts, which is named counters and elements of counting sets, is only added, so that it goes on counting; the router deletes what is
/// no longer listed.
/// <para>The router reads its parts, to take only what differs from the ruleset before (<c>lib/ruleset-text.pl</c> of its script): what they look
/// like is changed there too.</para>
/// </summary>
internal static class NftablesRenderer
{
    /// <summary>The one table. Another table on the router is part of no wanted state: an apply deletes it.</summary>
    public const string Table = "inet zstackvcenter";

    private const string Service = "nftables";

    public static RenderedService Describe => new() { Name = Service, Kind = ServiceKind.Nftables, MainFile = "nftables/ruleset.nft" };

    public static IEnumerable<RenderedFile> Render(RenderContext context)
    {
        var counters = new CounterSets(context);
        var datagrams = new UdpSets(context);
        var idle = new IdleSets(context);
        var steering = new SteeringSets(context);
        NftSet[] sets =
        [
            .. new AccessSets(context).Sets, .. new TranslationSets(context).Sets, .. new TunnelSets(context).Sets,
            .. steering.Sets, .. datagrams.Sets, .. idle.Sets, .. counters.Sets, NftSet.Set("marks_before", "mark"),
        ];
        var text = new StringBuilder();
        text.Append($"table {Table} {{\n");
        text.AppendJoin(string.Empty, counters.CounterNames.Select(name => $"\tcounter {name} {{ }}\n"));
        Array.ForEach(sets, set => set.AppendDeclaration(text));
        text.Append(IdleSets.Declarations).Append(Chains.Declarations).Append("}\n");
        text.Append($"flush table {Table}\n");
        Array.ForEach(sets, set => set.AppendFlush(text));
        text.Append($"table {Table} {{\n");
        text.Append(Chains.Rules(context.State, context.ManagementName, steering.IsNeeded, counters, idle)).Append("}\n");
        Array.ForEach(sets, set => set.AppendElements(text));

        yield return RenderContext.TextFile("nftables/ruleset.nft", Service, WithMark(text.ToString()));
    }

    /// <summary>The mark is made of the ruleset itself, so that equal rulesets have equal marks. It is never 0, which is an unmarked connection's.</summary>
    private static string WithMark(string ruleset)
    {
        uint mark = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(ruleset))) | 1;
        return ruleset.Replace(Chains.MarkPlaceholder, "0x" + mark.ToString("x8", CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
