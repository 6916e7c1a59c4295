namespace Portal.Shared;

/// <summary>
/// Reads what a live page shows, one read at a time: changes that come while it reads are read once more, together. Called in the component's
/// own turn (<c>InvokeAsync</c>), so it needs no lock.
/// </summary>
/// <param name="read">Reads everything the page shows.</param>
/// <param name="failed">Told of a read that failed, to write it down.</param>
public sealed class LiveReading(Func<Task> read, Action<Exception> failed)
{
    bool reading, again;

    /// <summary>Whether the last read failed.</summary>
    public bool Failed { get; private set; }

    /// <returns>False where a read under way will do it.</returns>
    public async Task<bool> RunAsync()
    {
        again = true;
        if (reading)
            return false;
        reading = true;
        try
        {
            while (again)
            {
                again = false;
                await read();
            }

            Failed = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed = true;
            failed(e);
        }
        finally
        {
            reading = false;
        }

        return true;
    }
}
