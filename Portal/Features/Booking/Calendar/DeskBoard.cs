using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients;

namespace Portal.Features.Booking.Calendar;

/// <summary>
/// What one open desk has in common: the calendar as last read, and which panel is open. Parts of the page get it as a fixed cascading value
/// and listen to the change they care for, so that a click on a card draws the panel and nothing else.
/// </summary>
public sealed class DeskBoard
{
    public ListDay.Calendar? Calendar { get; set; }

    public ClinicFacts Clinic { get; set; } = new([], []);

    public LocalDate Day { get; set; }

    /// <summary>What the page shows now; null before it has an address.</summary>
    public DeskAddress? Address { get; set; }

    public DeskPanel? Panel { get; private set; }

    public Action? PanelChanged { get; set; }

    /// <summary>The calendar was read again.</summary>
    public Action? Refreshed { get; set; }

    /// <summary>Said to screen readers, politely.</summary>
    public Action<string>? Announced { get; set; }

    /// <summary>What can be done at once where the pointer or the focus is; null while no menu is open.</summary>
    public QuickMenuPlace? Menu { get; private set; }

    public Action? MenuChanged { get; set; }

    /// <summary>So many half-finished bookings are put aside.</summary>
    public Action<int>? ParkedChanged { get; set; }

    public void Open(DeskPanel panel)
    {
        Panel = panel;
        PanelChanged?.Invoke();
    }

    public void Close()
    {
        Panel = null;
        PanelChanged?.Invoke();
    }

    public void OpenMenu(QuickMenuPlace place)
    {
        Menu = place;
        MenuChanged?.Invoke();
    }

    public void CloseMenu()
    {
        Menu = null;
        MenuChanged?.Invoke();
    }

    public DeskAppointment? Find(AppointmentId id) => Calendar?.Appointments.FirstOrDefault(a => a.Id == id);

    public string? PlaceName(Guid id, string language) => Calendar?.Places.FirstOrDefault(place => place.Id == id)?.Name(language);

    /// <summary>Whose week it is: where none is named, the first's of those that the filter lets through.</summary>
    public PractitionerId? DoctorOf(DeskAddress address) =>
        address.Doctor ?? (Clinic.Practitioners.FirstOrDefault(p => address.Filter.Shows(p.Id)) ?? (Clinic.Practitioners is [var first, ..] ? first : null))?.Id;

    public void Refresh() => Refreshed?.Invoke();

    public void Announce(string sentence) => Announced?.Invoke(sentence);

    public string PractitionerName(PractitionerId id, string language) =>
        Calendar?.Columns.FirstOrDefault(c => c.Id == id)?.Name(language) ?? Clinic.Find(id)?.Name(language) ?? "";
}

/// <summary>What stands at the side of the calendar.</summary>
public abstract record DeskPanel
{
    /// <param name="Draft">What was half typed when the line went down.</param>
    public sealed record Book(PractitionerId? Practitioner = null, Instant? Start = null, PatientSummary? Patient = null, BookingDraft? Draft = null) : DeskPanel
    {
        /// <summary>The room or device in whose column it was begun.</summary>
        public Guid? Place { get; init; }
    }

    /// <summary>Several sessions together.</summary>
    public sealed record Series(PatientSummary? Patient = null, PractitionerId? Practitioner = null, ServiceId? Service = null) : DeskPanel;

    public sealed record WalkIn(BookingDraft? Draft = null) : DeskPanel;

    public sealed record Card(AppointmentId Appointment, bool Move = false) : DeskPanel
    {
        /// <summary>Whether it opens at the question why it is called off.</summary>
        public bool Cancel { get; init; }
    }

    /// <summary>Whom to call: times kept for people whose code did not come.</summary>
    public sealed record Calls : DeskPanel;

    /// <summary>Who waits for a time to come free.</summary>
    public sealed record Waitlist : DeskPanel;

    public sealed record Keys : DeskPanel;

    /// <summary>What of the calendar is shown.</summary>
    public sealed record Filter : DeskPanel;

    /// <summary>Half-finished bookings that were put aside.</summary>
    public sealed record Parked : DeskPanel;
}

/// <summary>A half-typed booking as the browser keeps it: the form's fields by name.</summary>
public sealed record BookingDraft(IReadOnlyDictionary<string, string> Fields)
{
    public string? this[string name] => Fields.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public Guid? Id(string name) => Guid.TryParse(this[name], out var id) ? id : null;
}
