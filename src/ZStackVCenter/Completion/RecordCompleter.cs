using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using ZStackVCenter.Identities;
using ZStackVCenter.Session;

namespace ZStackVCenter.Completion;

/// <summary>
/// Completes names from the records alone: no vCenter is asked when somebody presses Tab. What a parameter takes is told by its name, and for
/// <c>-Name</c> by the command's noun.
/// </summary>
public abstract class RecordCompleter : IArgumentCompleter
{
    /// <summary>More would only scroll by.</summary>
    private protected const int Most = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private protected RecordCompleter()
    {
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        ArgumentNullException.ThrowIfNull(commandName);
        ArgumentNullException.ThrowIfNull(parameterName);
        ArgumentNullException.ThrowIfNull(fakeBoundParameters);
        try
        {
            var context = SessionContext.Current;
            using var patience = new CancellationTokenSource(Patience);
            var word = new CompletionWord(wordToComplete);
            // PowerShell asks for completions in a call that cannot be awaited; Task.Run leaves its synchronization context behind.
            return Task.Run(() => CompleteAsync(context, KindOf(commandName, parameterName, fakeBoundParameters), word, fakeBoundParameters, patience.Token)).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is ZsException or OperationCanceledException or InvalidOperationException or InvalidCastException or ArgumentException)
        {
            // Somebody who presses Tab wants a name or nothing, never an error in the middle of a line.
            return [];
        }
    }

    private protected abstract Task<IReadOnlyList<CompletionResult>> CompleteAsync(
        SessionContext context, ResourceKind? kind, CompletionWord word, IDictionary bound, CancellationToken cancellationToken);

    /// <summary>The vCenters that are typed already; none for all.</summary>
    private protected static Task<IReadOnlyList<Guid>> BoundVCentersAsync(SessionContext context, IDictionary bound, CancellationToken cancellationToken) =>
        new Resolver(context.Engine, cancellationToken).IdsAsync(ResourceKind.VCenter, Bound<ZsVCenterIdentity>(bound, "VCenter", "Server"), []);

    /// <summary>The value of a parameter that is typed already.</summary>
    private protected static IReadOnlyList<T> Bound<T>(IDictionary bound, params string[] names) where T : ZsIdentity
    {
        var value = names.Where(bound.Contains).Select(n => bound[n]).FirstOrDefault();
        return value is null ? [] : LanguagePrimitives.ConvertTo<T[]>(value);
    }

    private static ResourceKind? KindOf(string commandName, string parameterName, IDictionary bound) => parameterName switch
    {
        "Name" when commandName.EndsWith("-ZsRecycleBinItem", StringComparison.OrdinalIgnoreCase) => ResourceKind.DeletedVm,
        "Name" => ResourceKind.OfType(commandName[(commandName.LastIndexOf('-') + 1)..]),
        "Vm" when commandName.EndsWith("Restore-ZsVm", StringComparison.OrdinalIgnoreCase) || bound.Contains("Permanent") => ResourceKind.DeletedVm,
        "VMHost" or "Destination" => ResourceKind.Host,
        "Entity" or "Resource" => ResourceKind.Vm,
        "DefaultNetwork" => ResourceKind.Network,
        "DataDiskOffering" => ResourceKind.DiskOffering,
        _ => ResourceKind.OfType("Zs" + parameterName),
    };
}
