using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Rush.Model;
using Portal.Hosting;
using Portal.Resources.Site;

namespace Portal.Features.Booking.Rush;

/// <summary>What the page of a ticket says.</summary>
static class TicketWords
{
    /// <summary>
    /// What the page shows, as a few letters: the events say them, and a page that shows others is fetched again. Far back in line it is by tens: whether
    /// 140 or 139 come before is worth no page.
    /// </summary>
    public static string Digest(TicketState state, int ahead) => string.Create(CultureInfo.InvariantCulture, $"{state}-{(ahead < 10 ? ahead : ahead / 10 * 10)}");

    /// <summary>About how long, in words that promise no more than is known.</summary>
    public static string Wait(this IStringLocalizer<RushTexts> texts, ClinicContext clinic, Duration wait)
    {
        var tens = (int)Math.Ceiling(wait.TotalSeconds / 10) * 10;
        var minutes = (int)Math.Ceiling(wait.TotalMinutes);
        return (tens, minutes) switch
        {
            ( <= 10, _) => texts["Wait.Few"],
            ( <= 50, _) => texts["Wait.Seconds", clinic.Format.Number(tens)],
            (_, <= 1) => texts["Wait.Minute"],
            (_, 2) => texts["Wait.TwoMinutes"],
            (_, <= 10) => texts["Wait.Minutes", clinic.Format.Number(minutes)],
            _ => texts["Wait.ManyMinutes", clinic.Format.Number(minutes)],
        };
    }

    /// <summary>What a refusal means to who reads it: somebody was before them, the clinic does not offer it any more, or the desk has to help.</summary>
    public static string Kind(BookingError? reason) => reason switch
    {
        BookingError.Taken or BookingError.Full or BookingError.LimitReached => "Taken",
        BookingError.TooSoon or BookingError.TooFar or BookingError.OutsideHours or BookingError.NotOffered => "Gone",
        _ => "Desk",
    };
}
