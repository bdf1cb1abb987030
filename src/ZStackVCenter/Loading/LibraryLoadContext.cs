using System.Reflection;
using System.Runtime.Loader;

namespace ZStackVCenter.Loading;

/// <summary>
/// The load context of <c>lib/</c>: the Engine and every package, apart from what PowerShell and other modules have loaded under the same
/// names. What <c>lib/</c> does not hold, such as the Model, comes from the default context.
/// </summary>
internal sealed class LibraryLoadContext(string enginePath) : AssemblyLoadContext("ZStackVCenter")
{
    private readonly AssemblyDependencyResolver _resolver = new(enginePath);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : nint.Zero;
}
