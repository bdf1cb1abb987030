namespace System.Runtime.CompilerServices;

/// <summary>Lets records compile for netstandard2.0, which is what a compiler host loads.</summary>
internal static class IsExternalInit
{
}
