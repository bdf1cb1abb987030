using System.Management.Automation;
using System.Net;
using System.Net.Sockets;

namespace ZStackVCenter.Tests.Connections;

/// <summary>Everything that can be wrong with a connection is one clear error with its own id, and leaves the records as they were.</summary>
public sealed class RefusalTests(VCenterFixture fixture) : IClassFixture<VCenterFixture>
{
    private const string Pinned = "-Thumbprint $thumbprint -TimeoutSec 20 -NoSync";

    private readonly SimulatedVCenter _vcenter = fixture.VCenter;

    [Fact]
    public void A_wrong_password_is_a_login_that_failed()
    {
        using var module = new ModuleShell().Knowing(_vcenter);
        module.Shell.Set("credential", new PSCredential(_vcenter.User, new NetworkCredential("", "not this one").SecurePassword));
        var error = Refused(module, $"-Server $server -Port $port -Credential $credential {Pinned}", ZsErrorId.LoginFailed, ErrorCategory.AuthenticationError);
        Assert.DoesNotContain("not this one", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_nobody_knows_is_unreachable()
    {
        using var module = new ModuleShell().Knowing(_vcenter);
        var error = Refused(module, "-Server no-such-host.invalid -Credential $credential -TimeoutSec 20", ZsErrorId.VCenterUnreachable, ErrorCategory.ConnectionError);
        Assert.Contains("no-such-host.invalid", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_port_is_unreachable()
    {
        using var module = new ModuleShell().Knowing(_vcenter);
        module.Shell.Set("closed", ClosedPort());
        Refused(module, "-Server 127.0.0.1 -Port $closed -Credential $credential -TimeoutSec 20", ZsErrorId.VCenterUnreachable, ErrorCategory.ConnectionError);
    }

    [Fact]
    public void A_certificate_that_is_not_trusted_is_refused_with_the_thumbprint_to_pin()
    {
        using var module = new ModuleShell().Knowing(_vcenter);
        var error = Refused(module, "-Server $server -Port $port -Credential $credential -TimeoutSec 20", ZsErrorId.CertificateRejected, ErrorCategory.SecurityError);
        Assert.Contains(Plain(_vcenter.Sha256), Plain($"{error.ErrorDetails.Message} {error.ErrorDetails.RecommendedAction}"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Another_certificate_than_the_pinned_one_is_refused()
    {
        using var module = new ModuleShell().Knowing(_vcenter);
        Refused(module, $"-Server $server -Port $port -Credential $credential -TimeoutSec 20 -Thumbprint {new string('A', 64)}", ZsErrorId.CertificateRejected, ErrorCategory.SecurityError);
    }

    [Fact]
    public void What_is_no_thumbprint_is_refused_in_words_of_the_user()
    {
        using var module = new ModuleShell().Knowing(_vcenter);
        var error = Refused(module, "-Server $server -Port $port -Credential $credential -Thumbprint nonsense", ZsErrorId.InvalidArgument, ErrorCategory.InvalidArgument);
        Assert.EndsWith("hexadecimal digits.", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HTTP_to_an_HTTPS_port_is_said_in_words()
    {
        using var module = new ModuleShell().Knowing(_vcenter);
        Refused(module, "-Server $server -Port $port -Protocol Http -Credential $credential -TimeoutSec 20", ZsErrorId.ProtocolMismatch);
    }

    [Fact]
    public async Task HTTPS_to_an_HTTP_port_is_said_in_words()
    {
        await using var plain = await SimulatedVCenter.StartAsync(new() { Tls = false });
        using var module = new ModuleShell().Knowing(plain);
        Refused(module, "-Server $server -Port $port -Protocol Https -Credential $credential -TimeoutSec 20", ZsErrorId.ProtocolMismatch);
    }

    [Fact]
    public async Task An_ESXi_host_is_no_vCenter()
    {
        await using var host = await SimulatedVCenter.StartAsync(new() { Esx = true });
        using var module = new ModuleShell().Knowing(host);
        var error = Refused(module, $"-Server $server -Port $port -Credential $credential {Pinned}", ZsErrorId.NotVCenter);
        Assert.Contains("ESXi", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vCenter_before_5_5_is_too_old()
    {
        await using var old = await SimulatedVCenter.StartAsync(new() { ApiVersion = "5.1", Version = "5.1.0" });
        using var module = new ModuleShell().Knowing(old);
        var error = Refused(module, $"-Server $server -Port $port -Credential $credential {Pinned}", ZsErrorId.VersionNotSupported);
        Assert.Contains("5.1", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_page_is_no_vSphere()
    {
        await using var proxy = FaultProxy.StartTls(_vcenter.Uri);
        proxy.On("*", Weather.Html());
        using var module = new ModuleShell().Knowing(_vcenter, proxy.Uri);
        Refused(module, "-Server $server -Port $port -Credential $credential -SkipCertificateCheck -TimeoutSec 20", ZsErrorId.NotVSphere);
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up_within_the_time_out()
    {
        await using var proxy = FaultProxy.StartTls(_vcenter.Uri);
        proxy.On("Login", Weather.Hang());
        using var module = new ModuleShell().Knowing(_vcenter, proxy.Uri);
        Refused(module, "-Server $server -Port $port -Credential $credential -SkipCertificateCheck -TimeoutSec 2", ZsErrorId.VCenterTimeout, ErrorCategory.OperationTimeout);
    }

    [Fact]
    public void A_host_without_a_person_is_not_asked_for_a_credential()
    {
        using var module = new ModuleShell().Knowing(_vcenter);
        var error = Refused(module, $"-Server $server -Port $port {Pinned}", ZsErrorId.CredentialRequired, ErrorCategory.AuthenticationError);
        Assert.Contains("-Credential", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_nobody_gave_before_is_no_vCenter()
    {
        using var module = new ModuleShell();
        Refused(module, "-Name nowhere", ZsErrorId.VCenterNotFound, ErrorCategory.ObjectNotFound);
    }

    [Fact]
    public void Nothing_at_all_says_what_is_needed()
    {
        using var module = new ModuleShell();
        Refused(module, "", ZsErrorId.InvalidArgument, ErrorCategory.InvalidArgument);
    }

    [Theory]
    [InlineData("-Server 'not a host' -Credential $credential")]
    [InlineData("-Server https://vcenter.example.com/sdk -Credential $credential")]
    [InlineData("-Server $server -Port $port -Credential $credential -Thumbprint nonsense")]
    public void Bad_input_never_reaches_the_network(string arguments)
    {
        using var module = new ModuleShell().Knowing(_vcenter);
        Refused(module, arguments, ZsErrorId.InvalidArgument, ErrorCategory.InvalidArgument);
    }

    private static ErrorRecord Refused(ModuleShell module, string arguments, string errorId, ErrorCategory? category = null)
    {
        var result = module.Run($"Connect-ZsVCenter {arguments}");
        var error = result.Error();
        Assert.Equal($"{errorId},ZStackVCenter.Commands.ConnectZsVCenterCommand", error.FullyQualifiedErrorId);
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
        Assert.True(category is null || category == error.CategoryInfo.Category, error.CategoryInfo.ToString());
        Assert.Empty(result.Objects);
        Assert.Empty(module.Run("Get-ZsVCenter").Succeed().Objects);
        return error;
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Plain(string thumbprint) => thumbprint.Replace(":", "", StringComparison.Ordinal);
}
