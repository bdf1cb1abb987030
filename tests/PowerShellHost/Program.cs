using ZStackVCenter.PowerShellHost;

// PowerShellHost [-NonInteractive] [-Module PATH] [-Variable NAME=VALUE ...] (FILE | -Command TEXT)
const string Usage = "usage: PowerShellHost [-NonInteractive] [-Module MANIFEST] [-Variable NAME=VALUE]... (SCRIPT | -Command TEXT)";
bool interactive = true;
string? module = null;
string? script = null;
List<(string Name, string Value)> variables = [];
for (int i = 0; i < args.Length; i++)
{
    bool last = i + 1 == args.Length;
    switch (args[i])
    {
        case "-NonInteractive":
            interactive = false;
            break;
        case "-Module" when !last:
            module = args[++i];
            break;
        case "-Command" when !last:
            script = args[++i];
            break;
        case "-Variable" when !last && args[i + 1].Contains('='):
            string[] parts = args[++i].Split('=', 2);
            variables.Add((parts[0], parts[1]));
            break;
        case var file when File.Exists(file):
            script = await File.ReadAllTextAsync(file);
            break;
        default:
            await Console.Error.WriteLineAsync($"{args[i]} is not understood.\n{Usage}");
            return 2;
    }
}

if (script is null)
{
    await Console.Error.WriteLineAsync(Usage);
    return 2;
}

TerminalConsole terminal = TerminalConsole.Shared;
using PowerShellSession session = PowerShellSession.Create(new ShellOptions { Console = terminal, Interactive = interactive, Module = module });
foreach ((string name, string value) in variables)
{
    session.Set(name, value);
}

bool clean = new ScriptRunner(session, terminal).Run(script);
return session.ExitCode ?? (clean ? 0 : 1);
