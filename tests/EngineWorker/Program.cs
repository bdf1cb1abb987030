using ZStackVCenter.EngineWorker;

// Work that a test wants done by another process: it begins when it says "ready" and is told to go on, and may be killed at any time.
var arguments = WorkArguments.Parse(args);
await using var engine = arguments.Open();
var work = Works.Find(arguments.Work);
Console.WriteLine("ready");
if (await Console.In.ReadLineAsync() is null)
{
    return 2;
}
try
{
    await work(engine, arguments);
    return 0;
}
catch (ZStackVCenter.ZsException e)
{
    Console.WriteLine($"error {e.ErrorId} {e.Message}");
    return 1;
}
