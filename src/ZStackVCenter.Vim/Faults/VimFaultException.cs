using ZStackVCenter.Vim.Types;

namespace ZStackVCenter.Vim.Faults;

/// <summary>The server refused a call, or a task failed: carries vCenter's own words and the fault.</summary>
public class VimFaultException : VimException
{
    /// <summary>Makes one from what the server sent.</summary>
    /// <param name="method">The method that was called.</param>
    /// <param name="target">The object it was called on.</param>
    /// <param name="fault">The fault; one whose type is not known is read as its nearest known base.</param>
    /// <param name="words">The server's words, in its own language; may be empty.</param>
    public VimFaultException(string method, ManagedObjectReference? target, MethodFault fault, string words)
        : base(Describe(method, target, fault, words), null)
    {
        Method = method;
        Target = target;
        Fault = fault;
        Words = words;
    }

    /// <summary>The method that was called.</summary>
    public string Method { get; }

    /// <summary>The object that the method was called on.</summary>
    public ManagedObjectReference? Target { get; }

    /// <summary>The fault with its details; use a pattern, as in <c>catch (VimFaultException e) when (e.Fault is NoPermission)</c>.</summary>
    public MethodFault Fault { get; }

    /// <summary>The fault's name in the vSphere API, also of one that this version does not know.</summary>
    public string FaultName => Fault.VimTypeName;

    /// <summary>The server's own words; may be empty.</summary>
    public string Words { get; }

    private static string Describe(string method, ManagedObjectReference? target, MethodFault fault, string words)
    {
        var on = target is null ? "" : $" on {target.Value}";
        var said = string.IsNullOrWhiteSpace(words) ? "" : $": {words.Trim()}";
        return $"{method}{on} was refused with {fault.VimTypeName}{said}";
    }
}
