using Portal.Domain.Patients;

namespace Portal.Features.Patients;

/// <summary>Searches while somebody types: after a short pause, and only for what was typed last.</summary>
sealed class PatientSearch(FindPatients find, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    readonly CancellationTokenSource gone = new();
    CancellationTokenSource? typing;

    /// <returns>Null where more was typed meanwhile.</returns>
    public async Task<IReadOnlyList<PatientSummary>?> TypedAsync(string typed)
    {
        await StopAsync();
        typing = CancellationTokenSource.CreateLinkedTokenSource(gone.Token);
        var token = typing.Token;
        try
        {
            await Task.Delay(Pause, clock, token);
            return await NowAsync(typed, token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Who types and presses Enter at once does not wait.</summary>
    public async Task<IReadOnlyList<PatientSummary>> AtOnceAsync(string typed)
    {
        await StopAsync();
        return await NowAsync(typed, gone.Token);
    }

    async Task<IReadOnlyList<PatientSummary>> NowAsync(string typed, CancellationToken cancellation)
    {
        var result = await find.ExecuteAsync(new(typed), cancellation);
        cancellation.ThrowIfCancellationRequested();
        return result.Succeeded ? result.Value : [];
    }

    Task StopAsync() => typing?.CancelAsync() ?? Task.CompletedTask;

    public void Dispose()
    {
        gone.Cancel();
        typing?.Dispose();
        gone.Dispose();
    }
}
