using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace ZStackVCenter.Testing;

/// <summary>
/// Builds a Go program of the tests against Debian's govmomi package, once for each state of its source.
/// The binary lies in <c>artifacts/go/NAME-HASH</c>; many test processes may ask at the same time.
/// </summary>
public static class GoProgram
{
    private const string GoPath = "/usr/share/gocode";

    /// <summary>The path of the built program whose source is in <paramref name="folder"/>, a path inside the checkout.</summary>
    /// <exception cref="InvalidOperationException">Go or the govmomi package is not installed, or the build failed; the text says which.</exception>
    public static async Task<string> BuildAsync(string folder, CancellationToken cancellationToken)
    {
        string source = Repository.PathOf(folder);
        string name = Path.GetFileName(source);
        string store = Repository.PathOf("artifacts", "go");
        string binary = Path.Combine(store, $"{name}-{HashOf(source)}");
        if (File.Exists(binary))
        {
            return binary;
        }

        Directory.CreateDirectory(store);
        await using FileStream held = await LockAsync(Path.Combine(store, $"{name}.lock"), cancellationToken);
        if (!File.Exists(binary))
        {
            if (!Directory.Exists(Path.Combine(GoPath, "src/github.com/vmware/govmomi")))
            {
                throw new InvalidOperationException(
                    "The vCenter simulator's library is missing: install golang-go, golang-github-vmware-govmomi-dev and golang-github-google-uuid-dev (./build.sh test does).");
            }

            // Built aside and renamed, so that no other process ever starts half a program.
            string aside = $"{binary}.{Environment.ProcessId}";
            await CompileAsync(source, aside, cancellationToken);
            File.Move(aside, binary, overwrite: true);
        }

        return binary;
    }

    private static async Task CompileAsync(string source, string output, CancellationToken cancellationToken)
    {
        string aside = output + ".overlay";
        string? overlay = await GoOverlay.WriteAsync(source, GoPath, aside, cancellationToken);
        ProcessStartInfo start = new("go", overlay is null ? ["build", "-o", output, "."] : ["build", "-overlay", overlay, "-o", output, "."])
        {
            WorkingDirectory = source,
            RedirectStandardError = true,
            Environment = { ["GO111MODULE"] = "off", ["GOPATH"] = GoPath, ["GOFLAGS"] = string.Empty },
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("The program go could not be started.");
        string errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"go build of {source} failed:\n{errors}");
        }

        if (overlay is not null)
        {
            Directory.Delete(aside, recursive: true);
        }
    }

    private static string HashOf(string folder)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(200, cancellationToken);
            }
        }
    }
}
