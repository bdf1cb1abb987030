using ZStackVCenter.Engine.Compute;
using ZStackVCenter.Engine.Connections;
using ZStackVCenter.Engine.Inventory;
using ZStackVCenter.Engine.Monitoring;
using ZStackVCenter.Engine.Networking;
using ZStackVCenter.Engine.Offerings;
using ZStackVCenter.Engine.Operations;
using ZStackVCenter.Engine.Records;
using ZStackVCenter.Engine.Records.Inventory;
using ZStackVCenter.Engine.Records.Secrets;
using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine;

/// <summary>
/// The cloud over one store of records: one for each process and store. It is thread-safe and cheap to make; the store is opened at
/// first use. Every failure leaves it as a <see cref="ZsException"/>.
/// </summary>
public sealed class CloudEngine : IAsyncDisposable
{
    private readonly RecordStore _store;
    private int _disposed;

    private CloudEngine(CloudEngineOptions options, IEnumerable<IOperation> more)
    {
        Options = options;
        _store = new RecordStore(StoreLocation.Resolve(options.StorePath), options);
        Audit = new AuditLog(_store);
        VCenterRecords = new VCenterRecords(_store, Audit);
        Records = new RecordReader(_store);
        Inventory = new InventoryRecords(_store, Records);
        VCenters = new VCenterService(VCenterRecords, new CredentialStore(_store), options.Time, options.Trace);
        Sync = new SyncService(VCenters, Inventory, options.Time, EndOldWorkAsync);
        SyncTasks = new SyncTasks(this);
        Events = new EventService(VCenters, options.Time);
        Store = new StoreService(_store, Audit);
        Settings = new SettingService(_store, Audit);
        VmRecords = new VmRecords(_store);
        Refresh = new InventoryRefresh(Inventory, new PlaceRecords(_store), options.Time);
        NetworkRecords = new NetworkRecords(_store);
        Addresses = new AddressRecords(_store);
        Networks = new NetworkService(this, _store);
        Offerings = new OfferingService(_store, Audit);
        ConsolePasswords = new ConsolePasswords(_store);
        PlacementClaims = new PlacementClaims(options.Time);
        Vms = new VmService(this);
        RecycleBin = new RecycleBinService(this);
        OperationStore = new OperationStore(_store);
        Operations = new OperationService(this, OperationStore, new OperationRegistry([.. SyncTasks.Operations, .. NetworkService.Operations, .. VmService.Operations, .. more]), options.Time);
    }

    /// <summary>What the engine was opened with.</summary>
    public CloudEngineOptions Options { get; }

    /// <summary>Where the records are, without a password: the file's full path, or the PostgreSQL address.</summary>
    public string StorePath => _store.Location.DisplayName;

    /// <summary>The vCenters that the records know, and this process's sessions with them.</summary>
    public VCenterService VCenters { get; }

    /// <summary>Brings inventories into the records, once or as they change.</summary>
    public SyncService Sync { get; }

    /// <summary>Synchronisations that go on by themselves.</summary>
    public SyncTasks SyncTasks { get; }

    /// <summary>The vCenters' events.</summary>
    public EventService Events { get; }

    /// <summary>Answers from the records.</summary>
    public IRecordReader Records { get; }

    /// <summary>The place of the records: what it holds, backup and restore.</summary>
    public StoreService Store { get; }

    /// <summary>The settings of the records.</summary>
    public SettingService Settings { get; }

    /// <summary>What can be done with VMs.</summary>
    public VmService Vms { get; }

    /// <summary>VMs that were removed and can be had back.</summary>
    public RecycleBinService RecycleBin { get; }

    /// <summary>What VMs and volumes are made like.</summary>
    public OfferingService Offerings { get; }

    /// <summary>Networks and their addresses.</summary>
    public NetworkService Networks { get; }

    /// <summary>Brings the records of single VMs up to date.</summary>
    internal InventoryRefresh Refresh { get; }

    /// <summary>What the module itself writes of VMs.</summary>
    internal VmRecords VmRecords { get; }

    /// <summary>The console passwords of VMs.</summary>
    internal ConsolePasswords ConsolePasswords { get; }

    /// <summary>What VMs take that are being made.</summary>
    internal PlacementClaims PlacementClaims { get; }

    /// <summary>What never changes in vCenters.</summary>
    internal VCenterFacts VCenterFacts { get; } = new();

    /// <summary>The records of networks.</summary>
    internal NetworkRecords NetworkRecords { get; }

    /// <summary>Who has which address.</summary>
    internal AddressRecords Addresses { get; }

    /// <summary>Changes: those under way, and those that ended.</summary>
    public OperationService Operations { get; }

    /// <summary>The journal of operations.</summary>
    internal OperationStore OperationStore { get; }

    /// <summary>Who changed what.</summary>
    public AuditLog Audit { get; }

    /// <summary>The records that synchronisations write.</summary>
    internal InventoryRecords Inventory { get; }

    /// <summary>The store under all services.</summary>
    internal RecordStore RecordStore => _store;

    /// <summary>The records of the vCenters themselves.</summary>
    internal VCenterRecords VCenterRecords { get; }

    /// <summary>Makes an engine. Nothing is read, written or connected yet.</summary>
    /// <param name="options">What to open it with.</param>
    /// <exception cref="ZsException"><see cref="ZsErrorId.StoreUnusable"/> when no place for the records can be told.</exception>
    public static CloudEngine Open(CloudEngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new CloudEngine(options, []);
    }

    /// <summary>Makes an engine that knows more kinds of operations than the module's own.</summary>
    internal static CloudEngine Open(CloudEngineOptions options, IEnumerable<IOperation> more) => new(options, more);

    /// <summary>Ends every session and closes what is open; again is nothing. Whoever still reads gets an error.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }
        await Operations.DisposeAsync().ConfigureAwait(false);
        await VCenters.DisposeAsync().ConfigureAwait(false);
        await _store.DisposeAsync().ConfigureAwait(false);
    }

    // Whoever brings an inventory in ends first what killed processes left, and removes what has expired.
    private async Task<IReadOnlyList<ZsTask>> EndOldWorkAsync(Guid vCenterId, CancellationToken cancellationToken)
    {
        var ended = await Operations.RecoverAsync(vCenterId, cancellationToken).ConfigureAwait(false);
        await RecycleBin.ExpireAsync(vCenterId, cancellationToken).ConfigureAwait(false);
        return ended;
    }
}
