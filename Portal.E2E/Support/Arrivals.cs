namespace Portal.E2E.Support;

static class Arrivals
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // a busy machine is slow, and not wrong

    /// <summary>Until the page stands at an address. Playwright's own wait goes on to the load event, and at times waits for one that has come already.</summary>
    public static async Task ArriveAsync(this IPage page, Func<string, bool> at)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(object? sender, IFrame frame)
        {
            if (at(page.Url))
                arrived.TrySetResult();
        }

        page.FrameNavigated += Look;
        try
        {
            Look(page, page.MainFrame);
            await arrived.Task.WaitAsync(Patience);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"The page stayed at {page.Url} and says: {await page.Locator("main").First.InnerTextAsync(new() { Timeout = 1_000 })}", e);
        }
        finally
        {
            page.FrameNavigated -= Look;
        }
    }
}
