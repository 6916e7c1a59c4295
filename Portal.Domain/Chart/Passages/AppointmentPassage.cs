using System.Globalization;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart.Search;

namespace Portal.Domain.Chart.Passages;

static class AppointmentPassage
{
    const int LongestNote = 400;

    public static RenderedPassage Of(
        Appointment appointment, (string NameAr, string NameEn, string? SpecialtyAr, string? SpecialtyEn) doctor, (string Ar, string En) service, PassageStyle style)
    {
        var start = appointment.StartsAt.InZone(style.Zone);
        var status = appointment.Status switch
        {
            AppointmentStatus.Proposed => style.Say("proposed", "مقترح"),
            AppointmentStatus.Booked => style.Say("booked", "محجوز"),
            AppointmentStatus.Confirmed => style.Say("confirmed", "مؤكد"),
            AppointmentStatus.Arrived or AppointmentStatus.Waiting => style.Say("arrived", "حضر"),
            AppointmentStatus.InConsult => style.Say("with the doctor", "مع الطبيب"),
            AppointmentStatus.Fulfilled => style.Say("attended", "تم"),
            AppointmentStatus.NoShow => style.Say("did not come", "لم يحضر"),
            _ => style.Say("cancelled", "ملغى"),
        };
        var said = $"{start.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture)} · {style.Doctor(doctor)} · {style.Say(service.En, service.Ar)} · {status}";
        var note = appointment.Note?.Trim() is { Length: > 0 } text ? $" · {text[..Math.Min(text.Length, LongestNote)]}" : null;
        return style.Line(start.Date, ("Appointment", "موعد"), said + note);
    }
}
