using System.Reflection;
using System.Runtime.Loader;

namespace ZStackVCenter.Help.Cmdlets;

/// <summary>
/// Loads an assembly so that its declarations can be read, with the assemblies that it was compiled against. Nothing of it is run.
/// </summary>
internal sealed class ModuleLoadContext : AssemblyLoadContext
{
    private readonly Dictionary<string, string> _files;

    public ModuleLoadContext(IEnumerable<string> references)
        : base("help", isCollectible: true)
    {
        _files = references
            .GroupBy(file => Path.GetFileNameWithoutExtension(file), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => Path.GetFullPath(group.First()), StringComparer.OrdinalIgnoreCase);
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // What the runtime itself has stays the runtime's: a reference assembly of it cannot be loaded.
        if (Default.Assemblies.FirstOrDefault(loaded => loaded.GetName().Name == assemblyName.Name) is { } own)
        {
            return own;
        }

        return _files.TryGetValue(assemblyName.Name ?? "", out var file) && !IsFramework(file)
            ? LoadFromAssemblyPath(file)
            : null;
    }

    private static bool IsFramework(string file) => file.Contains("Microsoft.NETCore.App.Ref", StringComparison.Ordinal);
}
