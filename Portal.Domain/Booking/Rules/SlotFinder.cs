using NodaTime;
using Portal.Domain.Booking.Model;
namespace Portal.Domain.Booking.Rules;
public enum SlotRefusal { UnknownService, NotOffered, TooSoon, TooFar, OutsideHours, OffGrid }
public static class SlotFinder
{
    public static IReadOnlyList<Slot> Find(BookingRules rules, ServiceId service, PractitionerId? practitioner, DateInterval days, Instant now, IReadOnlyList<Busy> busy) => [];
    public static SlotRefusal? Check(BookingRules rules, ServiceId service, PractitionerId practitioner, Instant start, Instant now) => null;
    public static Interval Occupied(ServiceRule service, Instant start) => new(start - service.BufferBefore, start + service.Length + service.BufferAfter);
}
