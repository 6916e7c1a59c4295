using Microsoft.AspNetCore.Components;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Rush;
using Portal.Domain.Booking.Rush.Model;
using Portal.Domain.Platform;
using Portal.Features.Booking.Book;
using Portal.Features.Booking.Rush;

namespace Portal.Pages.Site;

/// <summary>
/// The page of a ticket: the place in line, then the outcome. Booked, it leads on to the appointment, where booking ends without a rush too; refused, it
/// offers the nearest times, and a tap goes on with what was typed, which the visitor's cookie has kept.
/// </summary>
public sealed partial class BookTicket(
    ReadTicket tickets, LeaveLine leave, TicketLinks links, AppointmentLinks appointments, ClinicPage page, TenantContext tenant, NavigationManager navigation)
{
    ReadTicket.View? ticket;
    ClinicFacts? facts;

    [Parameter]
    public string Token { get; set; } = "";

    [SupplyParameterFromForm(FormName = "other")]
    public Guid FormKey { get; set; }

    [SupplyParameterFromForm(FormName = "other")]
    public string? Slot { get; set; }

    [SupplyParameterFromForm(FormName = "other")]
    public string? Turn { get; set; }

    string kind => TicketWords.Kind(ticket!.Reason);

    string Doctor => ticket!.Practitioner is { } who ? facts!.Find(who)?.Name(Clinic.Language) ?? "" : T["Doctor.Any"];

    string Title => ticket! switch
    {
        { State: TicketState.Refused } when kind != "Desk" => T[$"Again.{kind}Title"],
        { State: TicketState.Refused } => R["Desk.Title"],
        { State: TicketState.Left } => R["Left.Title"],
        _ => R["Waiting.Title"],
    };

    protected override async Task OnInitializedAsync()
    {
        ticket = links.Read(tenant.Id, Token) is { } id ? await tickets.ExecuteAsync(id, Clinic.Today, default) : null;
        if (ticket is null)
        {
            navigation.NotFound();
            return;
        }

        facts = await page.ExecuteAsync(default);
        if (ticket.Appointment is { } booked)
        {
            if (Cookies.ReadDraft()?.CommandKey == ticket.CommandKey)
                Cookies.ClearDraft();
            navigation.NavigateTo(appointments.Path(tenant.Id, booked));
        }
    }

    async Task LeaveAsync()
    {
        await leave.ExecuteAsync(ticket!.Id, default);
        navigation.NavigateTo($"/book/ticket/{Token}");
    }

    async Task TakeAsync()
    {
        // of who came back by the link alone nothing is known here: the details are asked again
        var own = Cookies.ReadDraft() is { } draft && draft.CommandKey == ticket!.CommandKey ? draft : null;
        if (own is not null)
            navigation.NavigateTo(SlotChoice.Parse(Turn) is { } turn ? await Flow.TakeTurnAsync(own, turn, default, turn.Key(FormKey))
                : SlotChoice.Parse(Slot) is { } other ? await Flow.TakeOtherAsync(FormKey, own, other, default) : BookingLinks.Services);
        else if (await Paths.ReadAsync(ticket!.Service, default, default) is { } path)
            navigation.NavigateTo(SlotChoice.Parse(Turn) is { } session ? Flow.ChooseTurn(path, ticket.Practitioner, session)
                : SlotChoice.Parse(Slot) is { } slot ? await Flow.HoldAsync(FormKey, path, ticket.Practitioner, slot, default) : BookingLinks.Services);
        else
            navigation.NavigateTo(BookingLinks.Services);
    }
}
