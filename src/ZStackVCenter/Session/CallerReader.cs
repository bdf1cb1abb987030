using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Remoting;
using System.Security;
using ZStackVCenter.Engine.Operations;

namespace ZStackVCenter.Session;

/// <summary>Reads from a command who calls it and with which arguments, for the audit.</summary>
internal static class CallerReader
{
    private const string OnlyAccount = "admin";
    private const int Longest = 500;

    /// <summary>The user of the operating system, with the domain where there is one.</summary>
    public static string OsUser { get; } = OperatingSystem.IsWindows() && Environment.UserDomainName.Length > 0
        ? $@"{Environment.UserDomainName}\{Environment.UserName}"
        : Environment.UserName;

    /// <summary>Who calls a command, and how. To be called on the pipeline's thread.</summary>
    public static Caller Of(PSCmdlet command) => new(
        Remote(command) is { Length: > 0 } remote ? $"{OsUser} ({remote})" : OsUser,
        OnlyAccount,
        command.MyInvocation.MyCommand.Name,
        command.MyInvocation.BoundParameters
            .Where(p => !Cmdlet.CommonParameters.Contains(p.Key) && !Cmdlet.OptionalCommonParameters.Contains(p.Key))
            .Select(p => (p.Key, Value: Text(p.Value)))
            .Where(p => p.Value is not null)
            .ToDictionary(p => p.Key, p => p.Value!, StringComparer.Ordinal));

    // In a remote session the process runs as somebody else, perhaps as a virtual account: who connected stands in a variable.
    private static string? Remote(PSCmdlet command) =>
        command.SessionState.PSVariable.GetValue("PSSenderInfo") is { } sender ? (sender as PSSenderInfo ?? (sender as PSObject)?.BaseObject as PSSenderInfo)?.UserInfo?.Identity?.Name : null;

    /// <summary>An argument as text; null for a secret.</summary>
    private static string? Text(object? value)
    {
        var text = value switch
        {
            null => "",
            PSObject { BaseObject: SecureString or PSCredential } or SecureString or PSCredential => null,
            string one => one,
            IDictionary pairs => Join(pairs.Cast<DictionaryEntry>().Select(p => Text(p.Value) is { } held ? $"{p.Key}={held}" : null)),
            IEnumerable many => Join(many.Cast<object?>().Select(Text)),
            _ => LanguagePrimitives.ConvertTo<string>(value),
        };
        return text?.Length > Longest ? string.Concat(text.AsSpan(0, Longest), "…") : text;
    }

    private static string? Join(IEnumerable<string?> parts)
    {
        var texts = parts.ToList();
        return texts.Contains(null) ? null : string.Join(", ", texts);
    }
}
