using ZStackVCenter.Vim.Events;
using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Engine.Monitoring;

/// <summary>An event as a user sees it, from vSphere's. A type never heard of is still an event.</summary>
internal static class EventTransform
{
    /// <summary>The user's event.</summary>
    /// <param name="one">vSphere's event.</param>
    /// <param name="catalog">What the server says of its types of events.</param>
    /// <param name="vCenter">Whose event it is.</param>
    public static ZsEvent From(Event one, EventCatalog catalog, ZsVCenter vCenter)
    {
        var (name, reference) = TargetOf(one);
        return new ZsEvent
        {
            Key = one.Key,
            ChainId = one.ChainId,
            Message = MessageOf(one),
            Type = TypeOf(catalog.SeverityOf(one)),
            EventTypeId = EventCatalog.TypeOf(one),
            VCenter = vCenter.Name,
            VCenterId = vCenter.Id,
            User = string.IsNullOrEmpty(one.UserName) ? null : one.UserName,
            Target = name,
            TargetType = reference?.Type,
            TargetManagedObjectId = reference?.Value,
            Time = one.CreatedTime.ToUniversalTime(),
        };
    }

    /// <summary>vSphere's severities in the module's: what a user did is for information.</summary>
    public static ZsEventType TypeOf(EventSeverity severity) => severity switch
    {
        EventSeverity.Error => ZsEventType.Error,
        EventSeverity.Warning => ZsEventType.Warning,
        _ => ZsEventType.Info,
    };

    private static string MessageOf(Event one) =>
        First(one.FullFormattedMessage, (one as EventEx)?.Message, (one as GeneralEvent)?.Message) ?? EventCatalog.TypeOf(one);

    // The nearest object: an event on a VM names its host, cluster and datacenter too.
    private static (string? Name, ManagedObjectReference? Reference) TargetOf(Event one) => one switch
    {
        AlarmStatusChangedEvent { Entity: { } entity } => (entity.Name, entity.Entity),
        EventEx { ObjectId: { Length: > 0 } id } extended => (First(extended.ObjectName, id), new(extended.ObjectType ?? "", id)),
        { Vm: { } vm } => (vm.Name, vm.Vm),
        { Host: { } host } => (host.Name, host.Host),
        { Ds: { } datastore } => (datastore.Name, datastore.Datastore),
        { Net: { } network } => (network.Name, network.Network),
        { Dvs: { } dvs } => (dvs.Name, dvs.Dvs),
        { ComputeResource: { } cluster } => (cluster.Name, cluster.ComputeResource),
        { Datacenter: { } datacenter } => (datacenter.Name, datacenter.Datacenter),
        _ => (null, null),
    };

    private static string? First(params string?[] texts) => Array.Find(texts, t => !string.IsNullOrEmpty(t));
}
