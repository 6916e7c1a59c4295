using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Hosting;
using Portal.Resources.Desk;
using Portal.Shared;

namespace Portal.Features.Booking.Calendar;

/// <summary>One line of a menu.</summary>
/// <param name="Key">The key that does the same without a menu.</param>
/// <param name="Href">Where it leads; then it does nothing else.</param>
sealed record QuickAct(string Text, string? Key, Func<Task> Run, string? Href = null)
{
    public bool Dangerous { get; init; }
}

/// <summary>What can be done at once with a card as its state allows, and with a free place. Nothing asks first but what a reason belongs to: all of it can be taken back.</summary>
sealed class QuickActs(
    DeskBoard board, DeskBrowser browser, DeskActions actions, ClinicContext clinic, Caller caller, IStringLocalizer<DeskTexts> texts, IStringLocalizer<CalendarTexts> more)
{
    public static readonly Duration Step = Duration.FromMinutes(5);

    public IEnumerable<QuickAct> Of(DeskAppointment a)
    {
        yield return new(more["Menu.Open"], "Enter", () => OpenAsync(new DeskPanel.Card(a.Id)));
        foreach (var (to, text, _) in CardWays.Of(a.Status))
            yield return new(texts[text], to == AppointmentStatus.Arrived && a.Status.IsAhead() ? "A" : null, () => SetAsync(a, to));
        if (a.Status is AppointmentStatus.Booked or AppointmentStatus.Confirmed && a.Start < clinic.Now)
            yield return new(texts["Card.NoShow"], null, () => SetAsync(a, AppointmentStatus.NoShow));
        if (a.Status.IsAhead())
        {
            yield return new(texts["Card.Move"], "M", () => OpenAsync(new DeskPanel.Card(a.Id, Move: true)));
            if (!a.InSession)
            {
                yield return new(more["Menu.Longer"], "Shift ↓", () => StretchAsync(a, Step));
                if (a.End - a.Start > Step)
                    yield return new(more["Menu.Shorter"], "Shift ↑", () => StretchAsync(a, -Step));
            }
        }

        yield return new(more["Menu.Copy"], "C", () => CopyAsync(a));
        yield return new(more["Menu.After", clinic.Format.Time(a.End)], null, () => OpenAsync(new DeskPanel.Book(a.Practitioner, a.End)));
        if (a.Status.IsAhead())
            yield return new(texts["Card.Cancel"], "Delete", () => OpenAsync(new DeskPanel.Card(a.Id) { Cancel = true })) { Dangerous = true };
    }

    public IEnumerable<QuickAct> Of(ColumnPlan column, Instant at)
    {
        yield return new(more["Menu.Book", clinic.Format.Time(at)], null, () => OpenAsync(new DeskPanel.Book(column.Practitioner, at) { Place = column.Place }));
        yield return new(more["Menu.Series"], null, () => OpenAsync(new DeskPanel.Series(Practitioner: column.Practitioner)));
        if (column.Practitioner is not { } doctor)
            yield break;
        yield return new(more["Menu.Away", column.Title], null, () => Task.CompletedTask, $"/desk/bulk?doctor={doctor}&day={ClinicFormat.Iso(column.Date)}");
        if (caller.IsAny(StaffRole.Administrator))
            yield return new(more["Menu.Hours"], null, () => Task.CompletedTask, "/admin");
    }

    public async Task CopyAsync(DeskAppointment a)
    {
        var phone = Domain.Platform.Text.Phones.Display(a.PatientPhone, clinic.Tenant.Country);
        if (await browser.CopyAsync(phone))
            actions.Say(more["Done.Copied", clinic.Format.Digits(phone)]);
        else
            actions.Warn(more["Done.NotCopied", clinic.Format.Digits(phone)]);
    }

    public async Task SetAsync(DeskAppointment a, AppointmentStatus status)
    {
        if (await actions.SetStatusAsync(a, status) is { Succeeded: false, Error: var error })
            actions.Warn(error);
    }

    /// <returns>What it left; null where it was refused.</returns>
    public async Task<AppointmentState?> StretchAsync(DeskAppointment a, Duration by)
    {
        var length = Duration.Max(a.End - a.Start + by, Step);
        var result = await actions.ResizeAsync(a, length);
        if (!result.Succeeded)
        {
            actions.Warn(result.Error);
            board.Announce(actions.Sentence(result.Error));
            return null;
        }

        board.Announce(more["Announce.Resized", a.PatientName, clinic.Format.Number((int)length.TotalMinutes), clinic.Format.Time(a.Start + length)]);
        return result.Value;
    }

    Task OpenAsync(DeskPanel panel)
    {
        board.Open(panel);
        return Task.CompletedTask;
    }
}
