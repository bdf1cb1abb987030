namespace ZStackVCenter.Router;

/// <summary>One thing on a router that is not what its generation says.</summary>
/// <param name="What">What kind of thing: <c>file</c>, <c>card</c>, <c>address</c>, <c>route</c>, <c>rule</c>, <c>link</c>, <c>sysctl</c>, <c>hostname</c>, <c>nftables</c>, <c>service</c>, or <c>apply</c> for one that was interrupted.</param>
/// <param name="Text">What differs, in words.</param>
public sealed record RouterDrift(string What, string Text);

/// <summary>What a test of a router found.</summary>
/// <param name="Generation">The generation that it was compared with; 0 when it has none.</param>
/// <param name="Differences">What differs; empty when the router is what its generation says.</param>
public sealed record RouterTestResult(int Generation, IReadOnlyList<RouterDrift> Differences);
