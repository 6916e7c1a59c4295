using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rush;
using Portal.Features.Booking.Book;
using Portal.Hosting;

namespace Portal.Features.Booking.Rush;

/// <summary>Where the site's booking meets the rush: who comes while the door is open is led to a ticket.</summary>
sealed class SiteDoor(RushDoor door, TakeTicket take, ReadTicket tickets, TicketLinks links, VisitorCookies cookies, ClinicContext clinic)
{
    /// <summary>Whether who books this now would stand in line. Then its time is kept for nobody meanwhile: who keeps one overtakes all who wait.</summary>
    public Task<bool> IsOpenAsync(BookingDraft draft, CancellationToken cancellation) => door.IsOpenAsync(draft.Service, LineOf(draft), cancellation);

    /// <summary>Everything is said and proved: it is booked now, or it takes a ticket.</summary>
    /// <param name="phone">In E.164 form.</param>
    /// <returns>Where to go with the ticket; null where it is booked at once.</returns>
    public async Task<string?> EnterAsync(BookingDraft draft, string? phone, CancellationToken cancellation)
    {
        if (!await door.KnockAsync(draft.Service, LineOf(draft), cancellation))
            return null;
        var taken = await take.ExecuteAsync(
            new(draft.CommandKey, draft.Service, LineOf(draft), draft.Start, BookingSource.Site, new(draft.Patient?.Value, draft.Name, phone, clinic.Language)
            {
                Preferred = draft.Practitioner.Value, Visitor = cookies.EnsureVisitor(), Location = draft.Choice.Branch, BirthDate = draft.BirthDate, Gender = draft.Gender,
            })
            { IsTurn = draft.Turn }, cancellation);
        if (!taken.Succeeded)
            return taken.Error == BookingError.NotOffered ? BookingLinks.Again + "?why=gone" : BookingLinks.Details;
        var path = links.Path(clinic.Tenant.Id, taken.Value);
        cookies.WriteDraft(draft with { Ticket = path });
        return path;
    }

    /// <summary>The ticket that the same form got before, where it was sent twice and cannot be checked twice.</summary>
    public async Task<string?> TicketOfAsync(BookingDraft draft, CancellationToken cancellation) =>
        await tickets.FindAsync(draft.CommandKey, cancellation) is { } ticket ? links.Path(clinic.Tenant.Id, ticket) : null;

    // a session is one practitioner's
    static PractitionerId? LineOf(BookingDraft draft) => draft.Turn ? draft.Practitioner : draft.Wanted;
}
