using System.Collections.Immutable;
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
    const StaffRole Desk = StaffRole.Receptionist | StaffRole.Administrator | StaffRole.Doctor;
    static readonly Duration DeskLooksBack = Duration.FromHours(12);

    /// <param name="Practitioner">Null for any.</param>
    /// <param name="Preferred">For any: whom to try first.</param>
    internal readonly record struct Wish(ServiceId Service, PractitionerId? Practitioner, PractitionerId? Preferred, Instant Start);

    internal Result<Candidates, BookingError> Resolve(BookingRules rules, Wish wish)
    {
        if (!rules.Services.TryGetValue(wish.Service, out var service))
            return BookingError.NotOffered;
        if (wish.Practitioner is { } named)
            return Refusal(rules, service, named, wish.Start) is { } refusal ? refusal : Candidates.At(service, wish.Start, [named]);

        var (able, lastRefusal) = (ImmutableArray.CreateBuilder<PractitionerId>(service.Practitioners.Length), BookingError.NotOffered);
        foreach (var practitioner in service.Practitioners)
        {
            if (Refusal(rules, service, practitioner, wish.Start) is { } why)
                lastRefusal = why;
            else if (practitioner == wish.Preferred)
                able.Insert(0, practitioner);
            else
                able.Add(practitioner);
        }

        return able.Count == 0 ? lastRefusal : Candidates.At(service, wish.Start, able.DrainToImmutable());
    }

    // the desk may book at short notice, far ahead and off the grid; the practitioner's hours bind it too
    BookingError? Refusal(BookingRules rules, ServiceRule service, PractitionerId practitioner, Instant start)
    {
        var isDesk = caller.IsAny(Desk);
        if (isDesk)
            rules = rules with { Policy = rules.Policy with { Notice = -DeskLooksBack, HorizonDays = 730 } };
        return SlotFinder.Check(rules, service.Id, practitioner, start, clock.GetUtcNow().ToInstant()) switch
        {
            null => null,
            SlotRefusal.OffGrid => isDesk ? null : BookingError.OutsideHours,
            SlotRefusal.TooSoon => BookingError.TooSoon,
            SlotRefusal.TooFar => BookingError.TooFar,
            SlotRefusal.OutsideHours => BookingError.OutsideHours,
            SlotRefusal.UnknownService or SlotRefusal.NotOffered => BookingError.NotOffered,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
