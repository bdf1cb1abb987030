using System.Globalization;

namespace ZStackVCenter.Benchmarks;

/// <summary>One benchmark of <c>build.sh bench</c>.</summary>
internal interface IBenchmark
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>Measures. The last figure is the one that the benchmark is known by.</summary>
    Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken);
}

/// <summary>A measured number and the limit that it must keep.</summary>
internal sealed record Figure(string Name, string Unit, double Value, double Limit, bool MoreIsBetter = false)
{
    public bool Kept => MoreIsBetter ? Value >= Limit : Value <= Limit;

    public static Figure Ratio(string name, double value, double limit) => new(name, "ratio", value, limit);

    /// <summary>A ratio that must not be below its limit.</summary>
    public static Figure AtLeast(string name, double value, double limit) => new(name, "ratio", value, limit, MoreIsBetter: true);

    public static Figure Milliseconds(string name, double value, double limit) => new(name, "ms", value, limit);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}: {Unit}={Value:0.00} limit={Limit:0.00}");
}

/// <summary>What is made of many measurements.</summary>
internal static class Statistics
{
    public static double Median(this IEnumerable<double> values) => values.Percentile(0.5);

    /// <summary>The value below which that share of the measurements lies (nearest rank).</summary>
    public static double Percentile(this IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
