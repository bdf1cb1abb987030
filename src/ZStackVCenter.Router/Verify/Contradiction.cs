namespace ZStackVCenter.Router.Verify;

/// <summary>One reason why no router can be a state.</summary>
/// <param name="Path">Where in the state, as its JSON names it: <c>$.portForwardings[3].vipPorts</c>.</param>
/// <param name="Problem">What is wrong there, with the other side of a conflict named.</param>
/// <param name="Action">What to do.</param>
public sealed record Contradiction(string Path, string Problem, string Action)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Problem} {Action}";
}
