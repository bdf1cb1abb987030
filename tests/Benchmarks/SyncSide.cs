using System.Globalization;

namespace ZStackVCenter.Benchmarks;

/// <summary>Our side: <c>Sync-ZsVCenter</c> into empty records, as a user runs it.</summary>
internal static class SyncSide
{
    /// <summary>Arguments: server, port, user, password, thumbprint.</summary>
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using ModuleSession session = new();
        return await Side.AnswerAsync(Prepare, cancellationToken);

        Task<Func<Task<int>>> Prepare(CancellationToken token)
        {
            token.ThrowIfCancellationRequested();
            session.FreshStore();
            session.Connect(arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture), arguments[2], arguments[3], arguments[4]);
            return Task.FromResult<Func<Task<int>>>(Work);
        }

        Task<int> Work()
        {
            // The report counts the rows of the table after the commit.
            session.Shell.Run("$report = Sync-ZsVCenter -VCenter bench").Succeed();
            return Task.FromResult((int)session.Shell.Run("($report.Counts | Where-Object Type -eq Vm).Total").Succeed().Objects[0].BaseObject);
        }
    }
}
