using Microsoft.AspNetCore.Components;
using NodaTime;
using NodaTime.Text;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Setup;
using Portal.Features.Booking.Setup;
using Portal.Shared;

namespace Portal.Pages.Admin;

public sealed partial class AdminHours
{
    ListSetup.Setup? setup;
    IReadOnlyList<Location> branches = [];
    Practitioner? who;
    WeekForm week = new();
    string chosen = "";
    SetupError? error;
    bool saved;

    /// <summary>Whose hours; the first one's without it.</summary>
    [SupplyParameterFromQuery]
    public Guid? Doctor { get; set; }

    IEnumerable<WeeklySchedule> Seasons => setup!.Schedules.Where(s => s.PractitionerId == who!.Id && s.ValidFrom is not null);

    protected override async Task OnParametersSetAsync()
    {
        if (setup is null)
        {
            branches = (await Places.ExecuteAsync(CancellationToken.None)).Value.Locations;
            await ReadAsync();
        }

        var now = setup!.Practitioners.FirstOrDefault(p => p.Id.Value == Doctor && !p.Retired) ?? setup.Practitioners.FirstOrDefault(p => !p.Retired);
        if (now?.Id == who?.Id && who is not null)
            return;
        who = now;
        Choose("");
    }

    async Task ReadAsync() => setup = (await List.ExecuteAsync(CancellationToken.None)).Value;

    // "" the usual week, "new" a season that is not there yet, or the season's id
    void Choose(string? which)
    {
        (chosen, error, saved) = (which ?? "", null, false);
        if (who is null)
            return;
        var schedule = chosen.Length == 0
            ? setup!.Schedules.FirstOrDefault(s => s.PractitionerId == who.Id && s.ValidFrom is null)
            : Seasons.FirstOrDefault(s => s.Id.ToString() == chosen);
        week = schedule is null ? new WeekForm() : WeekForm.Of(schedule);
    }

    async Task SaveAsync()
    {
        saved = false;
        if (chosen.Length > 0 && (week.From is null || week.To is null))
        {
            error = SetupError.DatesWrong;
            return;
        }

        var result = await Save.ExecuteAsync(new(week.Id, who!.Id, week.Label, week.From, week.To, week.Hours()), CancellationToken.None);
        error = result.Succeeded ? null : result.Error;
        if (!result.Succeeded)
            return;
        await ReadAsync();
        Choose(chosen.Length == 0 ? "" : result.Value.ToString());
        saved = true;
    }

    async Task RemoveAsync()
    {
        if (week.Id is { } id)
            await Remove.ExecuteAsync(id, CancellationToken.None);
        await ReadAsync();
        Choose("");
    }

    PreviewSlots.Request? PreviewOf()
    {
        var from = week.From is { } first && first > Clinic.Today ? first : Clinic.Today;
        return who is null || SaveSchedule.Overlap(week.Hours()) ? null
            : new(who.Id, null, SlotPreview.Fortnight(from), new ScheduleRule(week.From, week.To, week.Hours()));
    }

    string? ErrorAt(SetupError here) => error == here ? T[$"Error.{here}"].Value : null;

    static string Iso(LocalDate? date) => date is { } day ? ClinicFormat.Iso(day) : "";

    static LocalDate? Date(ChangeEventArgs e) => LocalDatePattern.Iso.Parse(e.Value?.ToString() ?? "") is { Success: true } parsed ? parsed.Value : null;
}
