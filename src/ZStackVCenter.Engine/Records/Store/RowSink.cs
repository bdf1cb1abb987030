namespace ZStackVCenter.Engine.Records.Store;

/// <summary>Takes the values of a row in the order of its columns: to write them, or to tell one row from another.</summary>
internal abstract class RowSink
{
    public abstract void Text(string? value);

    public abstract void Number(long? value);

    public abstract void Integer(int? value);

    public abstract void Flag(bool? value);

    public abstract void Uuid(Guid? value);
}
