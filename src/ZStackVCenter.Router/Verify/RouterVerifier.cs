using System.Text;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Verify;

/// <summary>Finds every contradiction of a state in one pass. Nothing is rendered that was not verified.</summary>
public static class RouterVerifier
{
    /// <summary>How many contradictions an exception's text names before it counts the rest.</summary>
    private const int MostInText = 50;

    /// <summary>All contradictions, in the order of the state; empty when a router can be this state.</summary>
    public static IReadOnlyList<Contradiction> Verify(RouterState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        IReadOnlyList<Contradiction> shape = ShapeCheck.Run(state);
        if (shape.Count > 0)
        {
            return shape;
        }

        var findings = new Findings(new StateIndex(state));
        InterfaceCheck.Run(findings);
        PrivateNetworkCheck.Run(findings);
        VipCheck.Run(findings);
        EipCheck.Run(findings);
        PortForwardingCheck.Run(findings);
        ListenerCheck.Run(findings);
        PortClaims.Run(findings);
        CertificateCheck.Run(findings);
        TunnelCheck.Run(findings);
        TextCheck.Run(findings);
        return findings.All;
    }

    /// <summary>Throws when there is a contradiction.</summary>
    /// <exception cref="RouterStateException">The text says every contradiction, up to fifty.</exception>
    public static void Demand(RouterState state)
    {
        IReadOnlyList<Contradiction> found = Verify(state);
        if (found.Count == 0)
        {
            return;
        }

        var text = new StringBuilder(found.Count == 1 ? "The router's state contradicts itself." : $"The router's state contradicts itself in {found.Count} places.");
        text.AppendJoin(string.Empty, found.Take(MostInText).Select(contradiction => "\n" + contradiction));
        if (found.Count > MostInText)
        {
            text.Append("\n... and ").Append(found.Count - MostInText).Append(" more.");
        }

        throw new RouterStateException(text.ToString(), found);
    }
}
