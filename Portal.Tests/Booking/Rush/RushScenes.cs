using Hangfire.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rush;
using Portal.Domain.Booking.Rush.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;

namespace Portal.Tests.Booking.Rush;

/// <summary>What happens in a rush, each act in a scope of its own as a request has it.</summary>
static class RushScenes
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A phone of nobody else's.</summary>
    public static string Phone(int number) => $"+2010055{number:00000}";

    /// <param name="practitioner">Its number; null for any.</param>
    /// <param name="person">The number of a person, each with a phone of their own.</param>
    public static async Task<Result<BookingTicketId, BookingError>> TakeTicketAsync(
        this TestClinic clinic, Instant start, int? practitioner = 0, int person = 0, Guid? key = null, Guid? visitor = null, Action<Caller>? caller = null, string name = "سلمى فؤاد",
        bool turn = false, int? preferred = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? TestPortal.Patient(Phone(person)));
        return await scope.Get<TakeTicket>().ExecuteAsync(
            new(key ?? Guid.NewGuid(), clinic.Service, practitioner is { } number ? clinic.Practitioners[number] : null, start, BookingSource.Site, new(null, name, Phone(person), "ar")
            {
                Visitor = visitor, Preferred = preferred is { } first ? clinic.Practitioners[first].Value : null,
            })
            { IsTurn = turn }, Cancellation);
    }

    /// <summary>As the page of a ticket has it.</summary>
    public static async Task<ReadTicket.View> ReadAsync(this TestClinic clinic, BookingTicketId ticket)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Visitor);
        return (await scope.Get<ReadTicket>().ExecuteAsync(ticket, new LocalDate(2026, 11, 22), Cancellation)).ShouldNotBeNull();
    }

    /// <summary>As they stand in the table, in their order.</summary>
    public static async Task<List<BookingTicket>> TicketsAsync(this TestClinic clinic)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return await db.Set<BookingTicket>().OrderBy(t => t.Number).ToListAsync(Cancellation);
    }

    public static RushDrain RushDrain(this TestPortal portal) => portal.Services.GetServices<IBackgroundProcess>().OfType<RushDrain>().Single();

    /// <summary>Works off all that waits.</summary>
    public static async Task DrainRushAsync(this TestPortal portal)
    {
        while (await portal.RushDrain().DrainOnceAsync(Cancellation))
        {
            // again
        }
    }

    public static async Task SetRushAsync(this TestClinic clinic, RushMode mode, int rate = 30)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        (await scope.Get<SaveRushSettings>().ExecuteAsync(new(mode, rate), Cancellation)).Succeeded.ShouldBeTrue();
    }

    public static async Task<bool> KnockAsync(this TestClinic clinic, int? practitioner = 0)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Visitor);
        return await scope.Get<RushDoor>().KnockAsync(clinic.Service, practitioner is { } number ? clinic.Practitioners[number] : null, Cancellation);
    }
}
