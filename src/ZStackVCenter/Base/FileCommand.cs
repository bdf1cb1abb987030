using System.Management.Automation;
using ZStackVCenter.Errors;

namespace ZStackVCenter.Commands;

/// <summary>A cmdlet that works with one file: <c>-Path</c> with wildcards, or <c>-LiteralPath</c> as it stands.</summary>
public abstract class FileCommand : CloudCommand
{
    private const string FileSystem = "FileSystem";

    /// <summary>The parameter set of <see cref="Path"/>.</summary>
    protected const string PathSet = "Path";

    /// <summary>The parameter set of <see cref="LiteralPath"/>.</summary>
    protected const string LiteralPathSet = "LiteralPath";

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The file, with nothing in its name taken for a wildcard.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>The full path of a file to write; it need not be there.</summary>
    private protected string NewFile() => InFileSystem((Path ?? LiteralPath)!);

    /// <summary>The full path of a file that is there.</summary>
    /// <exception cref="ZsException">There is none, or wildcards mean several.</exception>
    private protected string ExistingFile()
    {
        if (LiteralPath is null && WildcardPattern.ContainsWildcardCharacters(Path))
        {
            var found = Outside(() => GetResolvedProviderPathFromPSPath(Path, out _));
            return found.Count == 1 ? found[0] : throw Unusable($"'{Path}' means {found.Count} files; one is needed.");
        }
        var file = InFileSystem((Path ?? LiteralPath)!);
        return File.Exists(file) ? file : throw Unusable($"There is no file {file}.");
    }

    private string InFileSystem(string given)
    {
        var path = Outside(() =>
        {
            var full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(given, out var provider, out _);
            return provider.Name == FileSystem ? full : null;
        });
        return path ?? throw Unusable($"'{given}' is not in the file system.");
    }

    private ZsException Unusable(string message) => ZsErrors.FileUnusable(message, (Path ?? LiteralPath)!);
}
