namespace ZStackVCenter.Router.Transport;

/// <summary>What a command on the router left.</summary>
/// <param name="Status">Its exit status; null when it was ended by a signal.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
internal sealed record RouterReply(int? Status, string Output, string Errors);
