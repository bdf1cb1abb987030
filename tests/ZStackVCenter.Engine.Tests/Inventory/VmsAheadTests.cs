using ZStackVCenter.Engine.Tests.Support;
using ZStackVCenter.Testing;
using ZStackVCenter.Testing.Faults;

namespace ZStackVCenter.Engine.Tests.Inventory;

/// <summary>A synchronisation asks for the VMs while the rest of the inventory still comes.</summary>
public sealed class VmsAheadTests(SyncWeatherTests.Paged fixture) : IClassFixture<SyncWeatherTests.Paged>
{
    private const string Retrieve = "RetrievePropertiesEx";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private SimulatedVCenter VCenter => fixture.VCenter;

    [Fact]
    public async Task The_server_makes_the_first_VMs_before_it_has_given_the_hosts()
    {
        await using var proxy = FaultProxy.Start(VCenter.Uri);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(VCenter, proxy.Uri);
        var asked = new TaskCompletionSource();
        proxy.On(Retrieve, Weather.Custom(async (exchange, next, cancellationToken) =>
        {
            if (IsOfVms(exchange))
            {
                asked.TrySetResult();
            }
            else if (IsOfHosts(exchange))
            {
                await asked.Task.WaitAsync(cancellationToken);
            }
            await next();
        }));

        var report = await bench.SyncAsync(lab).WaitAsync(Limit);

        Assert.Equal(8, report.Counts.Single(c => c.Type == ZsResourceType.Vm).Total);
    }

    [Fact]
    public async Task What_goes_wrong_with_the_hosts_ends_the_reading_of_VMs_and_leaves_nothing_on_the_server()
    {
        await using var proxy = FaultProxy.Start(VCenter.Uri);
        await using var bench = new Bench();
        var lab = await bench.ConnectAsync(VCenter, proxy.Uri);
        var paged = new TaskCompletionSource();
        proxy.On(Retrieve, Weather.Custom(async (exchange, next, cancellationToken) =>
        {
            if (!IsOfHosts(exchange))
            {
                await next();
                if (IsOfVms(exchange))
                {
                    paged.TrySetResult();
                }
                return;
            }
            await paged.Task.WaitAsync(cancellationToken);
            await Weather.Fault("SystemError", "A general system error occurred.", "<reason>disk</reason>").ApplyAsync(exchange, next, cancellationToken);
        }));

        var error = await Assert.ThrowsAsync<ZsException>(() => bench.SyncAsync(lab).WaitAsync(Limit));

        Assert.Equal(ZsErrorId.VCenterFault, error.ErrorId);
        Assert.Equal(proxy.Calls("CreateContainerView"), proxy.Calls("DestroyView"));
        Assert.Empty(bench.Records.Rows);
    }

    private static bool IsOfHosts(Exchange exchange) => exchange.Request.Text.Contains("<type>HostSystem</type>", StringComparison.Ordinal);

    private static bool IsOfVms(Exchange exchange) => exchange.Request.Text.Contains(">runtime.powerState<", StringComparison.Ordinal);
}
