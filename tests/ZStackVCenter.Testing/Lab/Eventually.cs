namespace ZStackVCenter.Testing.Lab;

/// <summary>Waits for what becomes true some time later.</summary>
public static class Eventually
{
    /// <summary>Asks again and again until the answer is yes. A question that hangs is a no.</summary>
    /// <exception cref="TimeoutException">It was no for all of the time; the text has <paramref name="what"/>.</exception>
    public static async Task TrueAsync(string what, Func<Task<bool>> ask, TimeSpan? patience = null)
    {
        using CancellationTokenSource limit = new(patience ?? TimeSpan.FromSeconds(60));
        try
        {
            while (!await ask().WaitAsync(limit.Token))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException($"It did not become true in time that {what}.");
        }
    }
}
