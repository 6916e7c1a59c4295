using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Bulk;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;
using Portal.Features.Booking.Calendar;
using Portal.Hosting;
using Portal.Resources.Desk;
using Portal.Shared;

namespace Portal.Features.Booking.Bulk;

/// <summary>How far a bulk change is, live; what was not done with its way on; whom to call.</summary>
public sealed partial class BulkProgress(
    ReadBulkChange read, PauseBulkChange pause, ResumeBulkChange resume, RetryBulkItem retry, SkipBulkItem skip, ClinicPage facts, LiveUpdates live, TenantContext tenant,
    ClinicContext clinic, IStringLocalizer<BulkTexts> texts, TimeProvider clock, ILogger<BulkProgress> log)
{
    readonly DeskBoard board = new();
    ReadBulkChange.View? view;
    BulkError? refused, error;
    IDisposable? changes, appointments;
    LiveReading? reading;
    WakingTimer? waking;

    IStringLocalizer<BulkTexts> T => texts;

    [Parameter, EditorRequired] public Guid Id { get; set; }

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    int Settled => view!.Items.Count - view.Count(BulkItemState.Pending);

    string Range => clinic.Format.DateOf(view!.From) is var first && clinic.Format.DateOf(view.To - Duration.Epsilon) is var last && IsWholeDays
        ? first == last ? clinic.Format.Day(first, clinic.Today) : $"{clinic.Format.Day(first, clinic.Today)} – {clinic.Format.Day(last, clinic.Today)}"
        : $"{clinic.Format.DayAndTime(view.From)} – {clinic.Format.DayAndTime(view.To)}";

    bool IsWholeDays => StartsADay(view!.From) && StartsADay(view.To);

    bool StartsADay(Instant instant) => clinic.Format.Zone.AtStartOfDay(clinic.Format.DateOf(instant)).ToInstant() == instant;

    IReadOnlyList<ReadBulkChange.Item> Of(Func<ReadBulkChange.Item, bool> which) => [.. view!.Items.Where(which)];

    protected override void OnInitialized()
    {
        waking = new(clock, () => _ = InvokeAsync(RefreshAsync));
        changes = Follow(Topics.BulkChanges);
        appointments = Follow(Topics.Appointments);
    }

    protected override Task OnParametersSetAsync() => RefreshAsync();

    IDisposable Follow(string topic) => live.Subscribe(tenant.Id, topic, changed =>
    {
        _ = InvokeAsync(RefreshAsync);
        return Task.CompletedTask;
    });

    async Task RefreshAsync()
    {
        if (await Reading.RunAsync())
            StateHasChanged();
    }

    async Task ReadAsync()
    {
        board.Clinic = await facts.ExecuteAsync(CancellationToken.None);
        var result = await read.ExecuteAsync(BulkChangeId.From(Id), CancellationToken.None);
        (view, refused) = result.Succeeded ? (result.Value, default(BulkError?)) : (null, result.Error);
        // silence announces itself by nothing
        if (view?.State is BulkState.Preparing or BulkState.Running && !view.IsSilent)
            waking?.SetFor(clinic.Now + ReadBulkChange.Silent);
    }

    Task RetryAsync((BulkItemId Item, BulkPlace? To) row) => ActAsync(() => retry.ExecuteAsync(new(row.Item, row.To), CancellationToken.None));

    async Task ActAsync(Func<Task<Result<Done, BulkError>>> act)
    {
        var result = await act();
        error = result.Succeeded ? null : result.Error;
        await RefreshAsync();
    }

    public void Dispose()
    {
        changes?.Dispose();
        appointments?.Dispose();
        waking?.Dispose();
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A bulk change could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
