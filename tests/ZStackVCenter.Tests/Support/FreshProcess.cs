using System.Diagnostics;

namespace ZStackVCenter.Tests.Support;

/// <summary>A PowerShell host in a process of its own, for what belongs to a process: load contexts, the environment, what a new session finds.</summary>
internal static class FreshProcess
{
    /// <summary>Runs a script and gives the lines that its last expression yields.</summary>
    /// <param name="before">Statements before the module is imported.</param>
    /// <param name="after">Statements after it.</param>
    /// <param name="answer">The expression whose values are given back.</param>
    /// <param name="environment">Variables of the process, beside a store of its own.</param>
    public static IReadOnlyList<string> Run(IEnumerable<string> before, IEnumerable<string> after, string answer, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var folder = Directory.CreateTempSubdirectory("zstackvcenter-tests-");
        try
        {
            var script = Path.Combine(folder.FullName, "script.ps1");
            var lines = Path.Combine(folder.FullName, "answer.txt");
            File.WriteAllLines(script,
            [
                .. before,
                $"Import-Module -Name '{Repository.ModuleManifest}'",
                .. after,
                $"$answer = {answer}",
                $"[System.IO.File]::WriteAllLines('{lines}', [string[]]@($answer))",
            ]);
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PowerShellHost.dll"), "-NonInteractive", script]) { RedirectStandardOutput = true };
            start.Environment["ZSTACKVCENTER_STORE"] = Path.Combine(folder.FullName, "records.db");
            foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            {
                start.Environment[name] = value;
            }
            using var process = Process.Start(start)!;
            var shown = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return File.Exists(lines) ? File.ReadAllLines(lines) : throw new InvalidOperationException(shown);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
