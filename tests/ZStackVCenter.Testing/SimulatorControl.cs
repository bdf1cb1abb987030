using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace ZStackVCenter.Testing;

/// <summary>Changes the simulated vCenter's inventory behind the API, and announces it to watchers unless told to keep quiet.</summary>
public sealed class SimulatorControl : IDisposable
{
    private readonly HttpClient _http;

    internal SimulatorControl(Uri address) => _http = new HttpClient { BaseAddress = address };

    /// <summary>Ends every session, as an administrator or an idle time-out does. Returns how many there were.</summary>
    public async Task<int> TerminateSessionsAsync() => (await PostAsync("/sessions/terminate")).GetProperty("count").GetInt32();

    /// <summary>How many sessions are open.</summary>
    public async Task<int> SessionCountAsync() => (await PostAsync("/sessions")).GetProperty("count").GetInt32();

    /// <summary>How many property collectors clients left listening for updates.</summary>
    public async Task<int> WatcherCountAsync() => (await PostAsync("/collectors/watching")).GetProperty("count").GetInt32();

    /// <summary>Slows one method, or every method when <paramref name="method"/> is null.</summary>
    public Task SetDelayAsync(TimeSpan delay, string? method = null) =>
        PostAsync("/delay", ("ms", delay.TotalMilliseconds), ("method", method));

    /// <summary>
    /// Creates a VM and powers it on. With the instance UUID of a removed one it is that machine, registered anew. Returns its managed object id.
    /// </summary>
    public async Task<string> AddVmAsync(string name, string? cluster = null, string? host = null, string? network = null,
        string? datastore = null, int cpu = 1, int memoryMB = 1024, int diskGB = 1, bool on = true, Guid? instanceUuid = null)
    {
        JsonElement answer = await PostAsync("/vm/add", ("name", name), ("cluster", cluster), ("host", host), ("network", network),
            ("datastore", datastore), ("cpu", cpu), ("memory", memoryMB), ("disk", diskGB), ("on", on), ("instanceUuid", instanceUuid?.ToString()));
        return answer.GetProperty("value").GetString() ?? throw new JsonException("The simulator named no VM.");
    }

    /// <summary>Powers the VM off and destroys it.</summary>
    public Task RemoveVmAsync(string name) => PostAsync("/vm/remove", ("name", name));

    /// <summary>Powers the VM on, off, or suspends it: <c>on</c>, <c>off</c>, <c>suspended</c>.</summary>
    public Task PowerVmAsync(string name, string state) => PostAsync("/vm/power", ("name", name), ("state", state));

    /// <summary>Changes the VM's name, size or annotation.</summary>
    public Task ReconfigureVmAsync(string name, string? newName = null, int cpu = 0, int memoryMB = 0, string? annotation = null) =>
        PostAsync("/vm/reconfigure", ("name", name), ("newName", newName), ("cpu", cpu), ("memory", memoryMB), ("annotation", annotation));

    /// <summary>Migrates the VM to another host.</summary>
    public Task MoveVmAsync(string name, string host) => PostAsync("/vm/move", ("name", name), ("host", host));

    /// <summary>Powers the VM off and marks it as a template.</summary>
    public Task MarkAsTemplateAsync(string name) => PostAsync("/vm/template", ("name", name));

    /// <summary>Reports a guest address and host name, as VMware Tools would.</summary>
    public Task SetGuestAsync(string name, string address, string hostName) =>
        PostAsync("/vm/guest", ("name", name), ("ip", address), ("hostName", hostName));

    /// <summary>Sets a host's maintenance mode; its VMs stay where they are.</summary>
    public Task SetMaintenanceAsync(string host, bool on, bool quiet = false) =>
        PostAsync("/host/maintenance", ("host", host), ("on", on), ("quiet", quiet));

    /// <summary>Sets what vCenter sees of a host: <c>connected</c>, <c>disconnected</c>, <c>notResponding</c>.</summary>
    public Task SetConnectionAsync(string host, string state, bool quiet = false) =>
        PostAsync("/host/connection", ("host", host), ("state", state), ("quiet", quiet));

    /// <summary>Adds a port group to one host's standard switch.</summary>
    public Task AddPortGroupAsync(string host, string vswitch, string name, int vlan) =>
        PostAsync("/host/portgroup", ("host", host), ("switch", vswitch), ("name", name), ("vlan", vlan));

    /// <summary>Removes a port group from one host's standard switch.</summary>
    public Task RemovePortGroupAsync(string host, string name) =>
        PostAsync("/host/portgroup", ("host", host), ("name", name), ("remove", true));

    /// <summary>Takes the host out of the distributed switch, whatever uses it.</summary>
    public Task LeaveSwitchAsync(string host, string? vswitch = null) => PostAsync("/dvs/leave", ("host", host), ("switch", vswitch));

    /// <summary>Makes the host a member of the distributed switch.</summary>
    public Task JoinSwitchAsync(string host, string? vswitch = null) => PostAsync("/dvs/join", ("host", host), ("switch", vswitch));

    /// <summary>Gives a host a datastore that no other host reaches.</summary>
    public Task AddLocalDatastoreAsync(string host, string name) => PostAsync("/datastore/local", ("host", host), ("name", name));

    /// <summary>Puts the datastore into a datastore cluster, which is made when it is not there.</summary>
    public Task AddToStoragePodAsync(string datastore, string pod) => PostAsync("/storagepod", ("datastore", datastore), ("name", pod));

    /// <summary>Sets what a datastore reports as its capacity and its free space.</summary>
    public Task SetSpaceAsync(string datastore, int capacityGB, int freeGB) =>
        PostAsync("/datastore/fill", ("name", datastore), ("capacityGB", capacityGB), ("freeGB", freeGB));

    /// <summary>
    /// Posts an event of a vim25 type such as <c>VmPoweredOnEvent</c>; any other name goes out as an <c>EventEx</c> with that eventTypeId
    /// and severity: <c>info</c>, <c>warning</c> or <c>error</c>. Returns the event's key.
    /// </summary>
    public async Task<int> PostEventAsync(string type, string message, string? user = null, string? vm = null, string? host = null, TimeSpan ago = default,
        string? severity = null)
    {
        JsonElement answer = await PostAsync("/event", ("type", type), ("message", message), ("user", user), ("vm", vm), ("host", host),
            ("minutesAgo", (int)ago.TotalMinutes), ("severity", severity));
        return answer.GetProperty("key").GetInt32();
    }

    /// <summary>Sets one property of text, number or truth on an object, such as <c>summary.config.numCpu</c> of a VirtualMachine.</summary>
    public Task SetPropertyAsync(string type, string name, string path, string value, bool quiet = false) =>
        PostAsync("/property", ("type", type), ("name", name), ("path", path), ("value", value), ("quiet", quiet));

    /// <summary>The managed object id of a named object, such as <c>vm-42</c>.</summary>
    public async Task<string> ReferenceAsync(string type, string name) =>
        (await PostAsync("/object/reference", ("type", type), ("name", name))).GetProperty("value").GetString()
        ?? throw new JsonException($"The simulator has no {type} {name}.");

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> PostAsync(string path, params (string Name, object? Value)[] arguments)
    {
        IEnumerable<string> query = arguments.Where(a => a.Value is not null).Select(a => $"{a.Name}={Uri.EscapeDataString(Text(a.Value))}");
        using HttpResponseMessage response = await _http.PostAsync(new Uri($"{path}?{string.Join('&', query)}", UriKind.Relative), null);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{path}: {(await response.Content.ReadAsStringAsync()).Trim()}");
        }

        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string Text(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? string.Empty,
    };
}
