using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using ZStackVCenter.Session;

namespace ZStackVCenter.Loading;

/// <summary>
/// What PowerShell calls when a runspace imports or removes the module: it lets the default load context find the Engine, and nothing else,
/// in the module's own load context. Nothing is opened here.
/// </summary>
public sealed class ModuleLoader : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private const string EngineName = "ZStackVCenter.Engine";

    private static readonly Lock Gate = new();
    private static readonly Lazy<LibraryLoadContext> Library = new(() => new LibraryLoadContext(EnginePath()));

    // Runspaces of one process share the assembly: the hook stays for as long as one of them has the module.
    private static int _imports;

    /// <inheritdoc/>
    public void OnImport()
    {
        lock (Gate)
        {
            if (_imports++ == 0)
            {
                AssemblyLoadContext.Default.Resolving += ResolveEngine;
            }
        }
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        lock (Gate)
        {
            if (_imports == 0 || --_imports > 0)
            {
                return;
            }
            AssemblyLoadContext.Default.Resolving -= ResolveEngine;
        }
        if (Library.IsValueCreated)
        {
            CloudHost.CloseAll();
        }
    }

    private static Assembly? ResolveEngine(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == EngineName ? Library.Value.LoadFromAssemblyName(name) : null;

    private static string EnginePath() =>
        Path.Combine(Path.GetDirectoryName(typeof(ModuleLoader).Assembly.Location)!, "lib", EngineName + ".dll");
}
