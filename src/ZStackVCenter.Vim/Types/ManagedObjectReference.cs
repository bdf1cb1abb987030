namespace ZStackVCenter.Vim.Types;

/// <summary>Names a managed object on one server (ManagedObjectReference in the vSphere API).</summary>
/// <param name="Type">The object's type, such as <c>VirtualMachine</c>.</param>
/// <param name="Value">The object's id on that server, such as <c>vm-42</c>.</param>
public sealed record ManagedObjectReference(string Type, string Value)
{
    /// <summary>The type and the id, as <c>VirtualMachine:vm-42</c>.</summary>
    public override string ToString() => $"{Type}:{Value}";
}
