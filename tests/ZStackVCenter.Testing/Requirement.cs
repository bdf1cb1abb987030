namespace ZStackVCenter.Testing;

/// <summary>
/// What a test needs of the machine. Under <c>CI=true</c> a missing need fails the test; elsewhere the test is skipped, and both
/// say what to install. Use <see cref="NeedsFactAttribute"/> on the test and <see cref="Demand"/> at its start.
/// </summary>
public static class Requirement
{
    /// <summary>The word for "runs as root".</summary>
    public const string Root = "root";

    /// <summary>True under continuous integration, where nothing may be left out.</summary>
    public static bool MustRun => Environment.GetEnvironmentVariable("CI") is "true" or "1";

    /// <summary>What is missing of the needs, each with what to do; empty when all is there.</summary>
    public static IReadOnlyList<string> Missing(params string[] needs) => [.. needs.Select(Lack).OfType<string>()];

    /// <summary>Fails in words when something is missing.</summary>
    /// <exception cref="InvalidOperationException">A need is missing; the text says which and how to get it.</exception>
    public static void Demand(params string[] needs)
    {
        IReadOnlyList<string> missing = Missing(needs);
        if (missing.Count > 0)
        {
            throw new InvalidOperationException($"This test needs {string.Join(" and ", missing)}.");
        }
    }

    private static string? Lack(string need) => need switch
    {
        Root => Environment.IsPrivilegedProcess ? null : "root (run ./build.sh test as root or through sudo)",
        _ => OnPath(need) ? null : $"the program {need} (./build.sh test installs it from tests/packages.txt)",
    };

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
        .Concat(["/usr/sbin", "/sbin"])
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}

/// <summary>A fact that needs programs or root (<see cref="Requirement.Root"/>) of the machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class NeedsFactAttribute : Xunit.FactAttribute
{
    /// <summary>Names the needs: programs, or <see cref="Requirement.Root"/>.</summary>
    public NeedsFactAttribute(params string[] needs)
    {
        IReadOnlyList<string> missing = Requirement.Missing(needs);
        if (missing.Count > 0 && !Requirement.MustRun)
        {
            Skip = $"NOT RUN: needs {string.Join(" and ", missing)}";
        }
    }
}

/// <summary>A theory that needs programs or root (<see cref="Requirement.Root"/>) of the machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class NeedsTheoryAttribute : Xunit.TheoryAttribute
{
    /// <summary>Names the needs: programs, or <see cref="Requirement.Root"/>.</summary>
    public NeedsTheoryAttribute(params string[] needs)
    {
        IReadOnlyList<string> missing = Requirement.Missing(needs);
        if (missing.Count > 0 && !Requirement.MustRun)
        {
            Skip = $"NOT RUN: needs {string.Join(" and ", missing)}";
        }
    }
}
