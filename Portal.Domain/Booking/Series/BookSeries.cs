using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Live;

namespace Portal.Domain.Booking.Series;

/// <summary>Which session of a series could not be booked, counted from 0 by their starts, and why; then none was.</summary>
public readonly record struct SeriesRefusal(int Session, BookingError Why);

/// <param name="Booked">All sessions by their starts, or none.</param>
public readonly record struct SeriesOutcome(IReadOnlyList<AppointmentState> Booked, SeriesRefusal? Refused)
{
    public static implicit operator SeriesOutcome(SeriesRefusal refusal) => new([], refusal);
}

/// <summary>Books the sessions of a course of treatment together, all in one transaction or none. By the desk.</summary>
public sealed class BookSeries(BookingRulesSource rules, BookingStore store, SlotWishes wishes, BookingTerms terms, ChangePublisher changes, TenantContext tenant, AuditTrail audit)
{
    /// <param name="CommandKey">New for each series; sent twice, it books once.</param>
    /// <param name="Sessions">As planned: with whom and when.</param>
    public sealed record Request(Guid CommandKey, PatientId Patient, ServiceId Service, IReadOnlyList<Session> Sessions, string? Note = null);

    public readonly record struct Session(PractitionerId Practitioner, Instant Start);

    public async Task<SeriesOutcome> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var outcome = await BookAsync(request, cancellation);
        if (outcome.Refused is { } refused)
            await audit.RefuseAsync("series.book", refused.Why, "patient", request.Patient.Value, cancellation);
        foreach (var booked in outcome.Booked)
            changes.Publish(new(tenant.Id, Topics.Appointments, booked.Id.Value));
        return outcome;
    }

    async Task<SeriesOutcome> BookAsync(Request request, CancellationToken cancellation)
    {
        if (!terms.IsDesk)
            return new SeriesRefusal(0, BookingError.Forbidden);
        if (request.Sessions.Count is < 1 or > PlanSeries.MostSessions)
            return new SeriesRefusal(0, BookingError.NotOffered);
        return await rules.WithCurrentAsync<SeriesOutcome>(async current =>
        {
            var who = await terms.StandingAsync(current, request.Service, request.Patient, cancellation);
            var deposit = terms.Of(current, request.Service, who, AppointmentStatus.Booked).Deposit;
            // always in the order of time: two series that meet wait for each other in one direction
            var sessions = request.Sessions.OrderBy(session => session.Start).ToArray();
            var bookings = new List<(NewAppointment, Candidates)>(sessions.Length);
            for (var i = 0; i < sessions.Length; i++)
            {
                var session = sessions[i];
                var wish = wishes.Resolve(current, new(request.Service, session.Practitioner, null, session.Start) { Who = who });
                if (!wish.Succeeded)
                    return new SeriesRefusal(i, wish.Error);
                bookings.Add((
                    new(Derived(request.CommandKey, i), Hash(request, session), current.Version, request.Patient, request.Service, nameof(AppointmentStatus.Booked), nameof(BookingSource.Desk),
                        request.Note, null) { Deposit = deposit, Series = request.CommandKey },
                    wish.Value));
            }

            var (answers, failed, outcome) = await store.BookAllAsync(bookings, cancellation);
            if (failed is null)
                return new SeriesOutcome([.. answers.Select(answer => answer.Appointment!)], null);
            return StoreOutcomes.Read(new(outcome!, null)) is { } refused ? (SeriesOutcome?)new SeriesRefusal(failed.Value, refused.Error) : null;
        }, cancellation);
    }

    // each session is a command of its own, and the same one whenever the series is sent again
    static Guid Derived(Guid series, int session)
    {
        Span<byte> source = stackalloc byte[20];
        series.TryWriteBytes(source);
        BinaryPrimitives.WriteInt32BigEndian(source[16..], session);
        return new Guid(SHA256.HashData(source).AsSpan(0, 16));
    }

    static byte[] Hash(Request request, Session session)
    {
        var hash = new RequestHash(stackalloc byte[128]);
        hash.Add(request.Patient.Value);
        hash.Add(request.Service.Value);
        hash.Add(session.Practitioner.Value);
        hash.Add(session.Start.ToUnixTimeTicks());
        hash.Add(request.Note);
        return hash.ToArray();
    }
}
