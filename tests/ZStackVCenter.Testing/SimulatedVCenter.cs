using System.Diagnostics;
using System.Net;
using System.Security;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ZStackVCenter.Testing;

/// <summary>
/// A simulated vCenter in a process of its own, on a free loopback port, that lives until it is disposed or until this
/// process ends. Start one in a test, or share one through an xunit class fixture (<see cref="VCenterFixture"/>).
/// </summary>
public sealed class SimulatedVCenter : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);
    private readonly Process _process;
    private readonly ReadyLine _ready;

    private SimulatedVCenter(Process process, ReadyLine ready)
    {
        _process = process;
        _ready = ready;
        Control = new SimulatorControl(new Uri(ready.Control));
    }

    /// <summary>The address of <c>/sdk</c>.</summary>
    public Uri Uri => new(_ready.Url);

    /// <summary>Host and port, as a user would give them.</summary>
    public string Server => Uri.Host;

    /// <summary>The port that the server listens on.</summary>
    public int Port => Uri.Port;

    /// <summary>The user that may log in.</summary>
    public string User => _ready.User;

    /// <summary>That user's password.</summary>
    public string Password => _ready.Password;

    /// <summary>User and password together, as a client takes them.</summary>
    public NetworkCredential Credential => new(User, Password);

    /// <summary>The password as <c>PSCredential</c> wants it.</summary>
    public SecureString SecurePassword => Credential.SecurePassword;

    /// <summary>The SHA-1 thumbprint of the server's certificate, with colons, as vSphere shows it; empty over plain HTTP.</summary>
    public string Thumbprint => _ready.Thumbprint;

    /// <summary>The SHA-256 fingerprint of the server's certificate, with colons; empty over plain HTTP.</summary>
    public string Sha256 => _ready.Sha256;

    /// <summary>AboutInfo.instanceUuid.</summary>
    public string InstanceUuid => _ready.InstanceUuid;

    /// <summary>The server's process id, for measuring it.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Changes things behind the API.</summary>
    public SimulatorControl Control { get; }

    /// <summary>Builds the simulator when its source changed, starts it and waits until it listens.</summary>
    /// <exception cref="InvalidOperationException">It did not build or did not start; the text has its own words.</exception>
    public static async Task<SimulatedVCenter> StartAsync(SimulatedVCenterOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SimulatedVCenterOptions();
        string binary = await GoProgram.BuildAsync("tests/vcsim", cancellationToken);
        ProcessStartInfo start = new(binary, options.Arguments())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = !options.Verbose,
        };
        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{binary} could not be started.");
        try
        {
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(StartTimeout);
            string? line = await process.StandardOutput.ReadLineAsync(limit.Token);
            if (line is null)
            {
                string errors = options.Verbose ? "see standard error" : await process.StandardError.ReadToEndAsync(limit.Token);
                throw new InvalidOperationException($"The simulated vCenter did not start: {errors}");
            }

            if (!options.Verbose)
            {
                // Read on, or a full pipe would stop the server.
                process.BeginErrorReadLine();
            }

            return new SimulatedVCenter(process, JsonSerializer.Deserialize<ReadyLine>(line)
                ?? throw new InvalidOperationException($"The simulated vCenter said {line}"));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Kills the server as a power cut would: connections break without a word.</summary>
    public void Kill() => _process.Kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Control.Dispose();
        _process.StandardInput.Close();
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private sealed record ReadyLine(
        [property: JsonPropertyName("url")] string Url,
        [property: JsonPropertyName("user")] string User,
        [property: JsonPropertyName("password")] string Password,
        [property: JsonPropertyName("thumbprint")] string Thumbprint,
        [property: JsonPropertyName("sha256")] string Sha256,
        [property: JsonPropertyName("control")] string Control,
        [property: JsonPropertyName("instanceUuid")] string InstanceUuid);
}
