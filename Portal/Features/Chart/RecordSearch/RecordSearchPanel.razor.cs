using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Chart.Search;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Hosting;
using Portal.Resources.Chart;
using Portal.Shared;

namespace Portal.Features.Chart.RecordSearch;

public sealed partial class RecordSearchPanel(
    PassageHealth health, PassageModels made, RebuildPassages rebuild, ClinicContext clinic, IStringLocalizer<RecordSearchTexts> texts, TimeProvider clock, ILogger<RecordSearchPanel> log)
{
    // while something is done it is watched; else it is looked at now and then
    static readonly Duration Watching = Duration.FromSeconds(1), Idle = Duration.FromSeconds(15);

    readonly CancellationTokenSource gone = new();
    PassageHealth.Lag? lag;
    PassageModels.Answer? models;
    PatientSummary? chosen;
    LiveReading? reading;
    WakingTimer? waking;
    long total;
    int? marked;
    bool refused, busy, failed;

    IStringLocalizer<RecordSearchTexts> T => texts;

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    protected override Task OnInitializedAsync()
    {
        waking = new(clock, () => _ = InvokeAsync(RefreshAsync));
        return RefreshAsync();
    }

    async Task RefreshAsync()
    {
        if (gone.IsCancellationRequested)
            return;
        try
        {
            if (await Reading.RunAsync())
                StateHasChanged();
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            return;
        }

        if (!refused)
            waking?.SetFor(clinic.Now + (busy || lag is { Stale: > 0 } ? Watching : Idle));
    }

    async Task ReadAsync()
    {
        var result = await health.ExecuteAsync(gone.Token);
        refused = !result.Succeeded;
        if (refused)
            return;
        var wasBehind = total > 0;
        lag = result.Value;
        total = lag.Stale == 0 && !busy ? 0 : Math.Max(total, lag.Stale);
        if (models is null || wasBehind && total == 0)
            models = await made.ExecuteAsync(gone.Token) is { Succeeded: true } read ? read.Value : null;
    }

    async Task RebuildAsync(PatientId? patient)
    {
        if (busy)
            return;
        (busy, failed, marked) = (true, false, null);
        waking?.SetFor(clinic.Now + Watching);
        try
        {
            // whoever leaves the page meanwhile has still asked for it
            var result = await rebuild.ExecuteAsync(patient, CancellationToken.None);
            (marked, refused) = result.Succeeded ? (result.Value, false) : (default(int?), true);
            total = Math.Max(total, marked ?? 0);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failed = true;
            Log.RebuildFailed(log, e);
        }
        finally
        {
            busy = false;
        }

        await RefreshAsync();
    }

    string Number(long number) => clinic.Format.Digits(number);

    string Age(Duration age) => age.TotalSeconds switch
    {
        <= 0 => texts["Age.None"],
        < 1 => texts["Age.Moment"],
        < 120 => texts["Age.Seconds", Number((long)age.TotalSeconds)],
        < 7200 => texts["Age.Minutes", Number((long)age.TotalMinutes)],
        _ => texts["Age.Hours", Number((long)age.TotalHours)],
    };

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
        waking?.Dispose();
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "How far the records are searchable could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);

        [LoggerMessage(Level = LogLevel.Error, Message = "Records could not be marked to be made searchable anew.")]
        public static partial void RebuildFailed(ILogger log, Exception e);
    }
}
