using NodaTime;

namespace Portal.Domain.Booking.Rules;

/// <summary>Days of a clinic as stretches of time.</summary>
static class ClinicDays
{
    /// <returns>The first instant of the first day, and the first after the last.</returns>
    public static (Instant Begins, Instant Ends) Bounds(this DateTimeZone zone, DateInterval days) =>
        (zone.AtStartOfDay(days.Start).ToInstant(), zone.AtStartOfDay(days.End.PlusDays(1)).ToInstant());

    /// <inheritdoc cref="Bounds(DateTimeZone, DateInterval)"/>
    public static (Instant Begins, Instant Ends) Bounds(this DateTimeZone zone, LocalDate day) => zone.Bounds(new DateInterval(day, day));
}
