namespace ZStackVCenter.Tests.Help;

/// <summary>
/// Every example of every help page does what it says: it runs without an error in a session of its own, and what asks gets an answer.
/// <c>tests/README.md</c> says what an example may use.
/// </summary>
public sealed class ExampleTests(ExampleTests.SharedStage shared) : IClassFixture<ExampleTests.SharedStage>
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(300);

    public static TheoryData<string, string> Examples()
    {
        var data = new TheoryData<string, string>();
        foreach (var page in HelpPages.Cmdlets)
        {
            foreach (var (title, _) in HelpPages.Examples(page))
            {
                data.Add(page, title);
            }
        }
        return data;
    }

    [Theory, MemberData(nameof(Examples))]
    public async Task An_example_of_a_help_page_runs(string page, string title)
    {
        var code = HelpPages.Examples(page).Single(e => e.Title == title).Code;
        if (ExampleStage.MayShare(page))
        {
            Run(shared.Stage, page, code);
            return;
        }
        await using var stage = await ExampleStage.SetAsync(page);
        if (page.StartsWith("Watch-", StringComparison.Ordinal))
        {
            await WatchAsync(stage, code);
            return;
        }
        Run(stage, page, code);
    }

    [Fact]
    public void Every_page_has_its_examples_in_the_form_that_is_found_here() => Assert.All(HelpPages.Cmdlets, page =>
    {
        Assert.Equal(HelpPages.CountExamples(page), HelpPages.Examples(page).Count);
        Assert.InRange(HelpPages.Examples(page).Count, 2, int.MaxValue);
    });

    private static void Run(ExampleStage stage, string page, string code)
    {
        using var session = stage.Open();
        var result = session.Run(stage.Here(code));
        Assert.True(result.Errors.Count == 0 && !result.Terminated, $"{code}\n{result.Display}");
        if (page.StartsWith("Get-", StringComparison.Ordinal))
        {
            Assert.True(result.Objects.Count > 0, $"{code}\nwrites nothing.");
        }
    }

    // Somebody else changes things until the example shows one of them; then the user has seen enough.
    private static async Task WatchAsync(ExampleStage stage, string code)
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var session = stage.Open();
        using var watching = session.Start(stage.Here(code));
        var somebody = ChangeThingsAsync(stage.Control, enough.Token);
        var seen = await watching.NextAsync(enough.Token);
        await enough.CancelAsync();
        await somebody;
        watching.Stop();
        var result = watching.Wait();
        Assert.True(seen is not null && result.Errors.Count == 0, $"{code}\n{result.Display}");
    }

    private static async Task ChangeThingsAsync(SimulatorControl vcenter, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await vcenter.PowerVmAsync("web02", "off");
                await vcenter.PostEventAsync("com.example.backup.failed", "The backup of web02 failed.", vm: "web02", severity: "error");
                await Task.Delay(Often, cancellationToken);
                await vcenter.PowerVmAsync("web02", "on");
                await Task.Delay(Often, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
    }

    /// <summary>The stage of the pages that only read.</summary>
    public sealed class SharedStage : IAsyncLifetime
    {
        private ExampleStage? _stage;

        internal ExampleStage Stage => _stage ?? throw new InvalidOperationException("Not initialized.");

        public async Task InitializeAsync() => _stage = await ExampleStage.SetAsync();

        public async Task DisposeAsync()
        {
            if (_stage is not null)
            {
                await _stage.DisposeAsync();
            }
        }
    }
}
