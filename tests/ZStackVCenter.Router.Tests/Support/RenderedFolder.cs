using System.Diagnostics;
using System.Text;
using ZStackVCenter.Router.Render;
using ZStackVCenter.Router.State;

namespace ZStackVCenter.Router.Tests;

/// <summary>A rendered configuration on disk, for the programs that read it; gone afterwards.</summary>
internal sealed class RenderedFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zsrouter-");

    public RenderedFolder(RouterState state)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "run"));
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "data"));
        Configuration = RouterRenderer.Render(state, new RenderOptions
        {
            CurrentDirectory = _folder.FullName,
            RuntimeDirectory = Path.Combine(_folder.FullName, "run"),
            DataDirectory = Path.Combine(_folder.FullName, "data"),
        });
        foreach (RenderedFile file in Configuration.Files)
        {
            string path = PathOf(file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, file.Content.ToArray());
        }
    }

    public RenderedConfiguration Configuration { get; }

    public string PathOf(string relative) => Path.Combine(_folder.FullName, relative);

    public string Text(string relative) => File.ReadAllText(PathOf(relative));

    public IEnumerable<string> MainFiles(ServiceKind kind) => Configuration.Services.Where(service => service.Kind == kind).Select(service => service.MainFile!);

    /// <summary>Runs a program on a rendered file; what it says is in the failure when it refuses.</summary>
    public static string Accepts(string program, params string[] arguments)
    {
        (int code, string output) = Run(program, arguments);
        Assert.True(code == 0, $"{program} {string.Join(' ', arguments)} ended with {code}:\n{output}");
        return output;
    }

    public static (int Code, string Output) Run(string program, params string[] arguments)
    {
        var output = new StringBuilder();
        using var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true } };
        DataReceivedEventHandler keep = (_, line) => { lock (output) { output.AppendLine(line.Data); } };
        process.OutputDataReceived += keep;
        process.ErrorDataReceived += keep;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end in two minutes.");
        }

        process.WaitForExit();
        return (process.ExitCode, output.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
