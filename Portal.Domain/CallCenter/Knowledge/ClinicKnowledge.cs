using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Safety;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.Tenancy.Model;

namespace Portal.Domain.CallCenter.Knowledge;

/// <summary>What the clinic wrote for its front desk.</summary>
public sealed record FrontDeskTexts(FrontDeskSettings Settings, IReadOnlyList<Fact> Facts, IReadOnlyList<Complaint> Complaints);

/// <summary>Everything that the front desk knows of one clinic, ready to be asked. Immutable; made anew when any part changed.</summary>
public sealed class ClinicKnowledge
{
    internal ClinicKnowledge(Tenant tenant, ClinicFacts page, BookingRules rules, FrontDeskTexts texts)
    {
        (Tenant, Page, Rules, Texts) = (tenant, page, rules, texts);
        Doctors = new(page.Practitioners.SelectMany(p => new[] { p.NameAr, p.NameEn }));
        Services = new(page, texts.Complaints);
        Facts = new(texts.Facts);
        Flags = RedFlags.Base.With(texts.Settings.RedFlags.Split('\n'));
        Times = new(Countries.WeekStart(tenant.Country), IsOpenAt(rules));
        var (latitude, longitude) = tenant is { Latitude: { } north, Longitude: { } east } ? (north, east) : Countries.Capital(tenant.Country);
        Prayers = PrayerTimes.Of(tenant.Country, latitude, longitude, rules.Zone);
    }

    public Tenant Tenant { get; }

    public ClinicFacts Page { get; }

    public BookingRules Rules { get; }

    public FrontDeskTexts Texts { get; }

    internal DoctorNames Doctors { get; }

    internal ServiceMatcher Services { get; }

    internal FactIndex Facts { get; }

    internal RedFlags Flags { get; }

    internal TimeExpressions Times { get; }

    internal PrayerTimes Prayers { get; }

    public FrontDeskSettings Settings => Texts.Settings;

    public string EmergencyNumber => Settings.EmergencyNumber ?? Countries.EmergencyNumber(Tenant.Country);

    public LocalDateTime LocalAt(Instant instant) => instant.InZone(Rules.Zone).LocalDateTime;

    internal ServiceFacts Service(ServiceId id) => Page.Find(id) ?? throw new InvalidOperationException("The service is not offered.");

    internal PractitionerFacts Practitioner(PractitionerId id) => Page.Find(id) ?? throw new InvalidOperationException("The practitioner is not there.");

    /// <summary>The same clinic as if it had written other texts: for trying what is not saved yet.</summary>
    internal ClinicKnowledge With(FrontDeskTexts texts) => new(Tenant, Page, Rules, texts);

    // the hours of all who work here, whatever the day: "at five" is the five at which somebody is there
    static Func<LocalTime, bool> IsOpenAt(BookingRules rules)
    {
        var hours = rules.Practitioners.Values.SelectMany(p => p.Schedules).Where(s => s.From is null).SelectMany(s => s.Hours).Distinct().ToArray();
        return time => hours.Length == 0 || Array.Exists(hours, h => h.To > h.From ? time >= h.From && time < h.To : time >= h.From || time < h.To);
    }
}
