using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace ZStackVCenter.PowerShellHost;

/// <summary>What the engine shows to the user and asks of them.</summary>
internal sealed class ShellUI(IShellConsole console, bool interactive) : PSHostUserInterface
{
    private readonly ShellRawUI _raw = new(console);

    /// <summary>Progress records in the order in which they came.</summary>
    public ConcurrentQueue<ProgressRecord> Progress { get; } = new();

    /// <summary>The text of every prompt.</summary>
    public ConcurrentQueue<string> Prompts { get; } = new();

    public override PSHostRawUserInterface RawUI => _raw;

    public override bool SupportsVirtualTerminal => console.Colours;

    public override void Write(string value) => console.Write(Fit(value));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        console.Write(console.Colours ? Ansi.Colour(foregroundColor, value) : Fit(value));

    public override void WriteLine(string value) => console.Write(Fit(value) + "\n");

    public override void WriteErrorLine(string value) => console.WriteStream(ShellStream.Error, Fit(value));

    public override void WriteWarningLine(string message) => console.WriteStream(ShellStream.Warning, Fit(message));

    public override void WriteVerboseLine(string message) => console.WriteStream(ShellStream.Verbose, Fit(message));

    public override void WriteDebugLine(string message) => console.WriteStream(ShellStream.Debug, Fit(message));

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        Progress.Enqueue(record);
        console.WriteProgress(record);
    }

    public override string ReadLine() => Ask("Read-Host");

    public override SecureString ReadLineAsSecureString() => Secure(Ask("Read-Host -AsSecureString"));

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Dictionary<string, PSObject> answers = [];
        foreach (FieldDescription field in descriptions)
        {
            string text = Ask($"{caption} {message} {field.Name}:".Trim());
            object value = field.ParameterTypeFullName == typeof(SecureString).FullName ? Secure(text) : text;
            answers[field.Name] = PSObject.AsPSObject(value);
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        string labels = string.Join(' ', choices.Select(c => $"[{c.Label.Replace("&", string.Empty, StringComparison.Ordinal)}]"));
        string answer = Ask($"{caption}\n{message}\n{labels}");
        for (int i = 0; i < choices.Count; i++)
        {
            string plain = choices[i].Label.Replace("&", string.Empty, StringComparison.Ordinal);
            int mark = choices[i].Label.IndexOf('&', StringComparison.Ordinal);
            bool key = mark >= 0 && answer.Equals(choices[i].Label.Substring(mark + 1, 1), StringComparison.OrdinalIgnoreCase);
            if (key || plain.Equals(answer, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return answer.Length == 0 ? defaultChoice : throw new HostException($"'{answer}' is none of the choices {labels}.");
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName,
        PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
    {
        string user = string.IsNullOrEmpty(userName) ? Ask($"{caption}\n{message}\nUser:") : userName;
        return new PSCredential(user, Secure(Ask($"Password for user {user}:")));
    }

    // The formatter always colours; a host takes the escapes out for a console that does not know them.
    private string Fit(string value) => GetOutputString(value, SupportsVirtualTerminal);

    private static SecureString Secure(string text)
    {
        SecureString secure = new();
        foreach (char character in text)
        {
            secure.AppendChar(character);
        }

        secure.MakeReadOnly();
        return secure;
    }

    private string Ask(string prompt)
    {
        Prompts.Enqueue(prompt);
        if (!interactive)
        {
            // The words of pwsh -NonInteractive, which modules may look for.
            throw new PSInvalidOperationException("PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");
        }

        console.Write(prompt + " ");
        string answer = console.ReadLine() ?? throw new HostException($"Nobody answered the prompt: {prompt}");
        console.Write("\n");
        return answer;
    }
}
