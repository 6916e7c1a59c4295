using System.Collections.Immutable;
using System.Runtime.InteropServices;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Store;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Rules;

/// <summary>
/// Turns a wished time into the candidates that the database may claim, or says by which rule it cannot be had. Nothing is asked of the
/// database here: whether a candidate is free is the claim's own answer.
/// </summary>
public sealed class SlotWishes(Caller caller, TimeProvider clock)
{
    static readonly Duration DeskLooksBack = Duration.FromHours(12);

    /// <param name="Practitioner">Null for any.</param>
    /// <param name="Preferred">For any: whom to try first.</param>
    internal readonly record struct Wish(ServiceId Service, PractitionerId? Practitioner, PractitionerId? Preferred, Instant Start)
    {
        /// <summary>The branch; null for any.</summary>
        public Guid? Location { get; init; }

        /// <summary>What the visit is taken for where it is not known who comes.</summary>
        public VisitKind Visit { get; init; } = VisitKind.Returning;

        /// <summary>Who comes, where the rules ask for it.</summary>
        public PatientStanding? Who { get; init; }

        /// <summary>How long an appointment that exists already takes; null for what the service says.</summary>
        public Duration? Length { get; init; }

        /// <summary>The room or device that it is to be; null for any that will do.</summary>
        public Guid? Place { get; init; }
    }

    internal Result<Candidates, BookingError> Resolve(BookingRules rules, Wish wish)
    {
        if (!rules.Services.TryGetValue(wish.Service, out var service))
            return BookingError.NotOffered;
        var asked = wish.Practitioner is { } named ? [named] : service.Practitioners;
        var (able, lastRefusal) = (new List<Candidate>(asked.Length), BookingError.NotOffered);
        foreach (var practitioner in asked)
        {
            if (Refusal(rules, service, wish, practitioner, out var candidate) is { } why)
                lastRefusal = why;
            else
                able.Insert(practitioner == wish.Preferred ? 0 : able.Count, candidate);
        }

        return able.Count == 0 ? lastRefusal : Candidates.At(rules, wish.Start, CollectionsMarshal.AsSpan(able));
    }

    // the desk may book at short notice, far ahead and off the grid; the practitioner's hours bind it too
    BookingError? Refusal(BookingRules rules, ServiceRule service, Wish wish, PractitionerId practitioner, out Candidate candidate)
    {
        candidate = default;
        var kind = wish.Who?.KindOf(service, practitioner, wish.Start) ?? wish.Visit;
        var own = wish.Length is { } length ? service with { Length = length } : service.For(kind);
        if (wish.Place is { } place && In(own, place) is var placed)
        {
            if (placed is null)
                return BookingError.NotOffered;
            own = placed;
        }

        if (service.Person is { } person && wish.Who?.Refusal(person, wish.Start.InZone(rules.Zone).Date) is { } unfit
            && !(unfit == BookingError.BirthDateMissing && caller.IsDesk))
            return unfit;

        if (caller.IsDesk)
            rules = rules with { Policy = rules.Policy with { Notice = -DeskLooksBack, HorizonDays = 730 } };
        switch (SlotFinder.Check(rules, own, practitioner, wish.Location, wish.Start, clock.GetUtcNow().ToInstant(), out var location))
        {
            case SlotRefusal.OffGrid when !caller.IsDesk:
            case SlotRefusal.OutsideHours:
                return BookingError.OutsideHours;
            case SlotRefusal.TooSoon:
                return BookingError.TooSoon;
            case SlotRefusal.TooFar:
                return BookingError.TooFar;
            case SlotRefusal.UnknownService or SlotRefusal.NotOffered:
                return BookingError.NotOffered;
        }

        candidate = new(practitioner, own, kind, location);
        return IsServed(own.Rooms, location) && IsServed(own.Devices, location) ? null : BookingError.NotOffered;
    }

    // the service in one of its rooms, or with one of its devices, alone
    static ServiceRule? In(ServiceRule service, Guid place) =>
        service.Rooms.Any(room => room.Id == place) ? service with { Rooms = [.. service.Rooms.Where(room => room.Id == place)] }
        : service.Devices.Any(device => device.Id == place) ? service with { Devices = [.. service.Devices.Where(device => device.Id == place)] }
        : null;

    static bool IsServed(ImmutableArray<ResourceRule> needed, Guid? location) => needed.IsEmpty || needed.Any(one => one.Serves(location));
}
