using Microsoft.JSInterop;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Text;

namespace Portal.Features.Booking.Calendar;

/// <summary>What the browser's side reports (keys, a dropped card, a screen turned narrow), and what it keeps.</summary>
public sealed partial class DeskCalendar
{
    [JSInvokable]
    public Task KeyAsync(string key, string? card) => SafelyAsync(() => PressAsync(key, card));

    async Task PressAsync(string key, string? card)
    {
        switch (key)
        {
            case "new":
                board.Open(new DeskPanel.Book());
                break;
            case "walk-in":
                board.Open(new DeskPanel.WalkIn());
                break;
            case "move" when Guid.TryParse(card, out var id):
                board.Open(new DeskPanel.Card(AppointmentId.From(id), Move: true));
                break;
            case "arrived" when Guid.TryParse(card, out var id) && board.Find(AppointmentId.From(id)) is { } a && a.Status.IsAhead() && CardWays.Of(a.Status).Any(way => way.To == AppointmentStatus.Arrived):
                await Acts.SetAsync(a, AppointmentStatus.Arrived);
                break;
            case "copy" when Guid.TryParse(card, out var id) && board.Find(AppointmentId.From(id)) is { } a:
                await Acts.CopyAsync(a);
                break;
            case "cancel" when Guid.TryParse(card, out var id):
                board.Open(new DeskPanel.Card(AppointmentId.From(id)) { Cancel = true });
                break;
            case "filter" when !address.IsMonth: // a month is counted and not filtered
                board.Open(new DeskPanel.Filter());
                break;
            case "by" when hasPlaces && !address.IsMonth:
                Go(address with { ByRoom = !address.ByRoom });
                break;
            case "day":
                Go(address with { View = DeskView.Day });
                break;
            case "week":
                Go(address with { View = DeskView.Week });
                break;
            case "month":
                Go(address with { View = DeskView.Month });
                break;
            case "today":
                Go(address with { Day = clinic.Today });
                break;
            case "earlier":
                Go(address.Earlier);
                break;
            case "later":
                Go(address.Later);
                break;
            case "waitlist":
                board.Open(new DeskPanel.Waitlist());
                break;
            case "keys":
                board.Open(new DeskPanel.Keys());
                break;
            case "search":
                OpenCommands();
                break;
            case "escape":
                await EscapeAsync();
                break;
        }
    }

    [JSInvokable]
    public void Narrow(bool isNarrow)
    {
        narrow = isNarrow;
        StateHasChanged();
    }

    // today, in words, for the time when nothing can be asked
    async Task RememberAsync()
    {
        if (address is not { IsDay: true, Filter.Count: 0 } || address.Day != clinic.Today)
            return;
        await browser.RememberAsync(new(texts["Known.Title", clinic.Format.Day(clinic.Today), clinic.Format.Time(clinic.Now)], [
            .. board.Calendar!.Appointments.Where(a => a.Status is not (AppointmentStatus.Cancelled or AppointmentStatus.NoShow)).Select(a => new DeskBrowser.KnownRow(
                clinic.Format.Time(a.Start), a.PatientName, clinic.Format.Digits(Phones.Display(a.PatientPhone, clinic.Tenant.Country)),
                board.PractitionerName(a.Practitioner, clinic.Language), texts[StatusLook.Word(a.Status)]))]));
    }

    async Task EscapeAsync()
    {
        if (board.Menu is not null)
        {
            board.CloseMenu();
            await browser.ReturnFocusAsync();
            return;
        }

        if (commands)
        {
            CloseCommands();
            return;
        }

        if (board.Panel is null)
            return;
        board.Close();
        await browser.DropDraftAsync();
        await browser.ReturnFocusAsync();
    }

    void Go(DeskAddress to) => navigation.NavigateTo(to.Path(clinic.Today));

    void OpenCommands()
    {
        commands = true;
        StateHasChanged();
    }

    void CloseCommands()
    {
        commands = false;
        StateHasChanged();
    }
}
