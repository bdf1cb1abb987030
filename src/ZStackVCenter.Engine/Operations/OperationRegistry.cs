namespace ZStackVCenter.Engine.Operations;

/// <summary>Every kind of operation, by the name that stands in the records: how a process finds the steps of what another one began.</summary>
internal sealed class OperationRegistry
{
    private readonly Dictionary<string, IOperation> _operations;

    public OperationRegistry(IEnumerable<IOperation> operations) => _operations = operations.ToDictionary(o => o.Action, StringComparer.Ordinal);

    /// <summary>The kind with that name; null when this version does not know it.</summary>
    public IOperation? Find(string action) => _operations.GetValueOrDefault(action);
}
