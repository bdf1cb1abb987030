using System.Diagnostics;

namespace ZStackVCenter.Testing.Lab;

/// <summary>What a program of the laboratory answered.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    /// <summary>True when the program ended with 0.</summary>
    public bool Ok => ExitCode == 0;

    /// <summary>Waits for the end of a program whose streams are redirected, with nothing for it to read.</summary>
    /// <exception cref="OperationCanceledException">It did not end in two minutes; it was killed.</exception>
    public static async Task<CommandResult> OfAsync(Process process)
    {
        using CancellationTokenSource limit = new(Timeout);
        try
        {
            process.StandardInput.Close();
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new CommandResult(process.ExitCode, output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
