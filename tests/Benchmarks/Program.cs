using ZStackVCenter.Benchmarks;

// Benchmarks NAME runs one benchmark; its last line is "NAME: ratio=R limit=L" or "NAME: ms=M limit=L", and the exit code says whether
// every limit was kept. "Benchmarks side NAME …" is one measured side, which a benchmark starts as a process of its own.
IReadOnlyList<IBenchmark> benchmarks =
[
    new ImportBenchmark(), new SyncBenchmark(), new SyncFloorBenchmark(), new WatchBenchmark(), new GetBenchmark(), new BatchBenchmark(),
    new CreateBenchmark(), new ApplyBenchmark(), new ForwardBenchmark(),
];
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

if (args is ["side", "sync", ..])
{
    return await SyncSide.RunAsync(args[2..], stop.Token);
}

if (args is ["side", "floor", ..])
{
    return await FloorSide.RunAsync(args[2..], stop.Token);
}

IBenchmark? chosen = args.Length == 1 ? benchmarks.FirstOrDefault(b => b.Name == args[0]) : null;
if (chosen is null)
{
    await Console.Error.WriteLineAsync($"usage: Benchmarks {string.Join('|', benchmarks.Select(b => b.Name))}");
    return 2;
}

IReadOnlyList<Figure> figures = await chosen.RunAsync(stop.Token);
foreach (Figure figure in figures)
{
    Console.WriteLine(figure);
}

return figures.All(f => f.Kept) ? 0 : 1;
