using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Hosting;
using Portal.Resources.Chart;

namespace Portal.Features.Chart.Find;

public sealed partial class PatientFinder(
    FindPatients find, ListMyPatients listMine, ClinicContext clinic, NavigationManager navigation, IStringLocalizer<ChartTexts> texts, TimeProvider clock, ILogger<PatientFinder> log) : IDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    sealed record Row(PatientId Id, string Name, string Phone, LocalDate? Born, Instant? Last);

    readonly CancellationTokenSource gone = new();
    CancellationTokenSource? typing;
    IReadOnlyList<Row> found = [];
    IReadOnlyList<Row>? mine;
    ElementReference box;
    string typed = "";
    int marked;
    bool failed;

    IStringLocalizer<ChartTexts> T => texts;

    IReadOnlyList<Row> Rows => typed.Trim().Length < 2 ? mine ?? [] : found;

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var result = await listMine.ExecuteAsync(gone.Token);
            mine = result.Succeeded ? [.. result.Value.Select(seen => new Row(seen.Id, seen.Name, seen.Phone, seen.BirthDate, seen.Last))] : [];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            (mine, failed) = ([], true);
            Log.ReadFailed(log, e);
        }
    }

    async Task TypedAsync()
    {
        marked = 0;
        if (typing is not null)
            await typing.CancelAsync();
        typing = CancellationTokenSource.CreateLinkedTokenSource(gone.Token);
        var token = typing.Token;
        try
        {
            await Task.Delay(Pause, clock, token);
            await SearchAsync(token);
        }
        catch (OperationCanceledException)
        {
            // more was typed
        }
    }

    async Task SearchAsync(CancellationToken cancellation)
    {
        if (typed.Trim().Length < 2)
            return;
        try
        {
            var result = await find.ExecuteAsync(new(typed), cancellation);
            cancellation.ThrowIfCancellationRequested();
            found = result.Succeeded ? [.. result.Value.Select(p => new Row(p.Id, p.Name, p.Phone, p.BirthDate, null))] : [];
            failed = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failed = true;
            Log.ReadFailed(log, e);
        }

        marked = 0;
        StateHasChanged();
    }

    Task SearchNowAsync() => SearchAsync(gone.Token);

    void Move(KeyboardEventArgs key)
    {
        if (Rows.Count > 0)
            marked = key.Key switch { "ArrowDown" => (marked + 1) % Rows.Count, "ArrowUp" => (marked + Rows.Count - 1) % Rows.Count, _ => marked };
    }

    // who types and presses Enter at once does not wait
    async Task EnterAsync()
    {
        if (typing is not null)
            await typing.CancelAsync();
        var chosen = marked;
        await SearchAsync(gone.Token);
        if (Rows.Count > 0)
            Open(Rows[Math.Min(chosen, Rows.Count - 1)]);
    }

    void Open(Row row) => navigation.NavigateTo(ChartAddress.Of(row.Id));

    public void Dispose()
    {
        gone.Cancel();
        typing?.Dispose();
        gone.Dispose();
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Patients could not be looked up for a doctor.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
