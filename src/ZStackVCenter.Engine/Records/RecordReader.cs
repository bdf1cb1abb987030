using ZStackVCenter.Engine.Records.Store;

namespace ZStackVCenter.Engine.Records;

/// <summary>Reads the records: every <c>Get-</c> that needs no vCenter.</summary>
public sealed partial class RecordReader
{
    private readonly RecordStore _store;

    internal RecordReader(RecordStore store) => _store = store;
}
