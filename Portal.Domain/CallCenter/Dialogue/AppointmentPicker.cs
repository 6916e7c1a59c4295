using Portal.Domain.Booking;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.Tracking;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>Which of the patient's own appointments is meant: the only one, the one just made, or the one that what was said fits; else it is asked.</summary>
static class AppointmentPicker
{
    /// <param name="useDay">Whether a day that was said names the appointment; for a move it may be the new one.</param>
    public static PublicAppointment.View? Pick(Exchange exchange, IReadOnlyList<PublicAppointment.View> upcoming, bool useDay)
    {
        var (frame, heard) = (exchange.Frame, exchange.Heard);
        if (upcoming.FirstOrDefault(a => a.Id.Value == frame.Appointment) is { } settled)
            return settled;
        if (frame.Listed.Count > 0 && Placed(frame, upcoming, heard) is { } placed)
            return placed;
        var fitting = Fitting(exchange, upcoming, useDay);
        if (fitting.Count == 1)
            return fitting[0];
        if (fitting.Count == upcoming.Count && upcoming.FirstOrDefault(a => frame.Touched.Count > 0 && a.Id.Value == frame.Touched[^1]) is { } last && frame.Touched.Count == 1)
            return last;
        return null;
    }

    public static void Ask(Exchange exchange, IReadOnlyList<PublicAppointment.View> upcoming)
    {
        var language = exchange.Language;
        exchange.Reply.Say("AskWhichAppointment");
        foreach (var appointment in upcoming.Take(5))
            exchange.Reply.Quote("• " + Line(exchange, appointment)).Offer($"{appointment.Service(language)}، {Words(exchange, appointment)}".Replace("،", language == "ar" ? "،" : ",", StringComparison.Ordinal));
        exchange.Reply.Did(AgentActKind.Request, "appointment");
        exchange.Frame.Listed = [.. upcoming.Take(5).Select(a => a.Id.Value)];
        exchange.Frame.Asked = Asked.WhichAppointment;
    }

    public static string Line(Exchange exchange, PublicAppointment.View appointment) => Texts.AgentTexts.Get(
        "AppointmentLine", exchange.Language, appointment.Service(exchange.Language), appointment.Doctor(exchange.Language), Words(exchange, appointment), appointment.PatientName);

    static string Words(Exchange exchange, PublicAppointment.View appointment) => WishSettler.Words(exchange, appointment.Start, withDay: true);

    static PublicAppointment.View? Placed(Frame frame, IReadOnlyList<PublicAppointment.View> upcoming, Understanding.Understood heard)
    {
        int? place = WishReader.PickOf(heard) switch { Cue.First => 0, Cue.Second => 1, Cue.Third => 2, Cue.Last => frame.Listed.Count - 1, _ => null };
        return place is { } at && at < frame.Listed.Count ? upcoming.FirstOrDefault(a => a.Id.Value == frame.Listed[at]) : null;
    }

    static List<PublicAppointment.View> Fitting(Exchange exchange, IReadOnlyList<PublicAppointment.View> upcoming, bool useDay)
    {
        var heard = exchange.Heard;
        var services = exchange.Clinic.Services.Named(heard.Utterance).Select(f => f.Meaning).ToHashSet();
        var doctors = heard.Slots.Doctor is { } doctor ? exchange.Clinic.Services.Called(doctor.Value).Select(p => p.Id).ToHashSet() : [];
        var specialty = heard.Slots.Specialty?.Value;
        var fitting = upcoming.ToList();
        Narrow(a => services.Contains(a.ServiceId));
        Narrow(a => doctors.Contains(a.PractitionerId));
        if (services.Count == 0)
            Narrow(a => specialty is not null && exchange.Clinic.Services.Of(a.PractitionerId) == specialty);
        if (useDay && heard.Times.Dates.Count > 0)
            Narrow(a => heard.Times.Dates.Any(d => d.Date == exchange.Clinic.LocalAt(a.Start).Date));
        else if (heard.Times.Dates.Any(d => d.OfExisting))
            Narrow(a => heard.Times.Dates.Any(d => d.OfExisting && d.Date == exchange.Clinic.LocalAt(a.Start).Date));
        if (useDay && heard.Times.Time is { } time)
            Narrow(a => exchange.Clinic.LocalAt(a.Start).TimeOfDay == time.Time);
        var said = heard.Utterance.Words.Select(w => w.Text).Where(w => w.Length > 2).ToHashSet();
        Narrow(a => NameFolding.Parts(a.FirstName).Any(part => said.Contains(part) || said.Contains(part + "s")));
        return fitting;

        void Narrow(Func<PublicAppointment.View, bool> fits)
        {
            if (fitting.Where(fits).ToList() is { Count: > 0 } fewer)
                fitting = fewer;
        }
    }
}
