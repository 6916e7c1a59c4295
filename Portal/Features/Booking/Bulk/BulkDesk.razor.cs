using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Bulk;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;
using Portal.Features.Booking.Calendar;
using Portal.Features.Booking.DeskBooking;
using Portal.Hosting;
using Portal.Resources.Desk;
using Portal.Shared;

namespace Portal.Features.Booking.Bulk;

/// <summary>A doctor is away: what would become of the appointments, changed row by row where it should be otherwise, and the start of it.</summary>
public sealed partial class BulkDesk(
    PreviewBulkChange preview, StartBulkChange start, ClinicPage facts, LiveUpdates live, TenantContext tenant, ClinicContext clinic, NavigationManager navigation,
    IStringLocalizer<BulkTexts> texts, ILogger<BulkDesk> log)
{
    readonly DeskBoard board = new();
    readonly BulkForm form = new();
    readonly HashSet<AppointmentId> leftOut = [];
    readonly Dictionary<AppointmentId, BulkPlace> chosen = [];
    readonly Dictionary<AppointmentId, int> seen = [];
    readonly CommandKey keys = new();
    PreviewBulkChange.Plan? plan;
    BulkError? error;
    IDisposable? appointments, rules;
    LiveReading? reading;
    bool busy, read;

    IStringLocalizer<BulkTexts> T => texts;

    [Parameter] public string? Doctor { get; set; }

    [Parameter] public string? Day { get; set; }

    LiveReading Reading => reading ??= new(ReadAsync, e => Log.ReadFailed(log, e));

    IReadOnlyList<PreviewBulkChange.Row> Ready => [.. (plan?.Rows ?? []).Where(row => !leftOut.Contains(row.Appointment.Id) && HasPlace(row))];

    int Unplaced => plan!.Rows.Count(row => !leftOut.Contains(row.Appointment.Id) && !HasPlace(row));

    bool HasPlace(PreviewBulkChange.Row row) => form.Kind switch
    {
        BulkKind.Move => row.To is not null,
        BulkKind.OfferAlternatives => row.Offers.Count > 0,
        _ => true,
    };

    protected override async Task OnInitializedAsync()
    {
        form.From = form.Until = ClinicFormat.ParseIso(Day) ?? clinic.Today;
        form.Doctor = Guid.TryParse(Doctor, out var id) ? PractitionerId.From(id) : null;
        appointments = Follow(Topics.Appointments);
        rules = Follow(Topics.Rules);
        await RefreshAsync();
    }

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

    // what was chosen row by row was chosen for other rows
    Task AnewAsync()
    {
        leftOut.Clear();
        chosen.Clear();
        seen.Clear();
        return RefreshAsync();
    }

    async Task ReadAsync()
    {
        board.Clinic = await facts.ExecuteAsync(CancellationToken.None);
        read = true;
        form.Doctor ??= board.Clinic.Practitioners.Count > 0 ? board.Clinic.Practitioners[0].Id : null;
        if (form.Doctor is not { } doctor)
            return;
        var result = await preview.ExecuteAsync(
            new(doctor, form.Start, form.End, form.Kind, form.Where) { Seen = seen.ToDictionary(), Chosen = chosen.ToDictionary(), LeftOut = leftOut.ToHashSet() },
            CancellationToken.None);
        (plan, error) = result.Succeeded ? (result.Value, default(BulkError?)) : (null, result.Error);
        foreach (var row in plan?.Rows ?? [])
            seen.TryAdd(row.Appointment.Id, row.Appointment.Version);
    }

    Task IncludeAsync((AppointmentId Appointment, bool Included) row)
    {
        if (row.Included)
            leftOut.Remove(row.Appointment);
        else
            leftOut.Add(row.Appointment);
        return RefreshAsync();
    }

    Task ChooseAsync((AppointmentId Appointment, Slot Slot) row)
    {
        chosen[row.Appointment] = new(row.Slot.Practitioner, row.Slot.Start);
        return RefreshAsync();
    }

    async Task StartAsync()
    {
        if (busy || form.Doctor is not { } doctor || Ready.Count == 0)
            return;
        busy = true;
        try
        {
            var rows = Ready.Select(row => new StartBulkChange.Row(row.Appointment.Id, row.Appointment.Version, row.To, row.Offers)).ToList();
            var id = BulkChangeId.From(keys.For((doctor, form.Start, form.End, form.Kind, string.Join('|', rows.Select(row => $"{row.Appointment}{row.Version}{row.To}")))));
            var result = await start.ExecuteAsync(
                new(id, doctor, form.Start, form.End, form.Kind, form.Reason, form.Note, form.BlockTime, rows), CancellationToken.None);
            if (result.Succeeded)
                navigation.NavigateTo($"/desk/bulk/{result.Value}");
            else
                error = result.Error;
        }
        finally
        {
            busy = false;
        }
    }

    public void Dispose()
    {
        appointments?.Dispose();
        rules?.Dispose();
    }

    static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The preview of a bulk change could not be read.")]
        public static partial void ReadFailed(ILogger log, Exception e);
    }
}
