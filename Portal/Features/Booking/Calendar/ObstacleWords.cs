using Microsoft.Extensions.Localization;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Hosting;
using Portal.Resources.Desk;

namespace Portal.Features.Booking.Calendar;

/// <summary>Why something cannot stand somewhere, in a sentence that names who is busy and until when.</summary>
sealed class ObstacleWords(DeskBoard board, ClinicContext clinic, IStringLocalizer<DeskTexts> texts, IStringLocalizer<CalendarTexts> more)
{
    public string Of(Obstacle obstacle, DeskAppointment a, PractitionerId practitioner, Guid? place) => obstacle switch
    {
        { Why: BookingError.Taken, Resource: { } who, When: { } when } => more["Ghost.Busy", Name(who), clinic.Format.Time(when.Start), clinic.Format.Time(when.End)],
        { Why: BookingError.Taken } => more["Ghost.NoRoom"],
        { Why: BookingError.Full } => more["Ghost.Full"],
        { Why: BookingError.OutsideHours } => more["Ghost.Outside", Name(practitioner.Value)],
        { Why: BookingError.TooSoon } => more["Ghost.Past"],
        { Why: BookingError.NotOffered } when place is { } there => more["Ghost.NotHere", a.ServiceName(clinic.Language), Name(there)],
        { Why: BookingError.NotOffered } => more["Ghost.NotOffered", Name(practitioner.Value), a.ServiceName(clinic.Language)],
        var other => texts[$"Error.{other.Why}"],
    };

    string Name(Guid id) => board.PractitionerName(PractitionerId.From(id), clinic.Language) is { Length: > 0 } doctor ? doctor : board.PlaceName(id, clinic.Language) ?? "";
}
