using System.Diagnostics;
using ZStackVCenter.Engine;

namespace ZStackVCenter.EngineWorker;

/// <summary>What a worker is to do: the work's name, then <c>name=value</c> pairs.</summary>
internal sealed class WorkArguments
{
    private readonly Dictionary<string, string> _values;

    private WorkArguments(string work, Dictionary<string, string> values)
    {
        Work = work;
        _values = values;
    }

    public string Work { get; }

    public string this[string name] => _values.GetValueOrDefault(name) ?? throw new ArgumentException($"The work '{Work}' needs {name}=…");

    public static WorkArguments Parse(string[] args) =>
        new(args[0], args.Skip(1).Select(a => a.Split('=', 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal));

    public bool Has(string name) => _values.ContainsKey(name);

    public Guid Id(string name) => Guid.Parse(this[name]);

    public int Number(string name) => int.Parse(this[name], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The engine over the store; with <c>dieAt=StartVm:1:after</c> the process kills itself when an operation is there.</summary>
    public CloudEngine Open() => CloudEngine.Open(new CloudEngineOptions
    {
        StorePath = this["store"],
        AtStep = Has("dieAt") ? moment => Die(moment, this["dieAt"]) : null,
    });

    private static void Die(string moment, string at)
    {
        if (moment == at)
        {
            using var self = Process.GetCurrentProcess();
            // SIGKILL: nothing is cleaned up, nothing is written.
            self.Kill();
        }
    }
}
