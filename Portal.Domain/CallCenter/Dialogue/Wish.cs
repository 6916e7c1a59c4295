using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>One time that somebody wishes for: what, with whom, when and for whom, as far as it is said.</summary>
public sealed class Wish
{
    /// <summary>The command key of the booking or move it leads to; a new one for each time that is chosen.</summary>
    public Guid Key { get; set; } = Guid.CreateVersion7();

    public ServiceId? Service { get; set; }

    public PractitionerId? Practitioner { get; set; }

    /// <summary>Whether it is a first visit to the clinic; null where it was not asked.</summary>
    public bool? FirstVisit { get; set; }

    /// <summary>The branch; null for any.</summary>
    public Guid? Branch { get; set; }

    /// <summary>Of whom it is for, where the service is for an age and it is not known.</summary>
    public LocalDate? BirthDate { get; set; }

    /// <inheritdoc cref="BirthDate"/>
    public Gender? Gender { get; set; }

    /// <summary>What the visit is taken for while its time is chosen.</summary>
    public VisitKind Visit => FirstVisit == true ? VisitKind.New : VisitKind.Returning;

    /// <summary>A doctor's name that nobody here bears.</summary>
    public string? UnknownDoctor { get; set; }

    /// <summary>A specialty that nobody here has.</summary>
    public Specialty? UnknownSpecialty { get; set; }

    public LocalDate? Date { get; set; }

    /// <summary>The other day that the words may have meant; asked before anything else.</summary>
    public LocalDate? OrElse { get; set; }

    /// <summary>Days that were said as a span: next week.</summary>
    public LocalDate? SpanFrom { get; set; }

    public LocalDate? SpanTo { get; set; }

    public LocalTime? Time { get; set; }

    public Bound TimeBound { get; set; }

    public PartOfDay? Part { get; set; }

    public Bound PartBound { get; set; }

    /// <summary>The prayer by which the part was told: "after Maghrib" is bounded by that day's sunset.</summary>
    public Prayer? Prayer { get; set; }

    /// <summary>Of the times that fit, which: the first, the second, the last; null where it is to be asked.</summary>
    public Cue? Pick { get; set; }

    public ForWhom? ForWhom { get; set; }

    /// <summary>Whom it is for, as said.</summary>
    public string? Name { get; set; }

    public PatientId? Patient { get; set; }

    public string? Note { get; set; }

    /// <summary>For one more person of the same visit: right after the one before.</summary>
    public bool Follows { get; set; }

    public List<OfferedTime> Offered { get; set; } = [];

    public OfferedTime? Chosen { get; set; }

    public bool SaysWhen => Date is not null || SpanFrom is not null || Time is not null || Part is not null || Pick is not null;

    /// <summary>Another day, time or doctor is wanted: what was offered and chosen is worth nothing any more.</summary>
    public void Reopen()
    {
        (Chosen, Key) = (null, Guid.CreateVersion7());
        Offered.Clear();
    }

    public Wish ForAnother() => new()
    {
        FirstVisit = FirstVisit, Branch = Branch, Service = Service, Practitioner = Practitioner, Date = Date, SpanFrom = SpanFrom, SpanTo = SpanTo, Time = Time, TimeBound = TimeBound, Part = Part,
        PartBound = PartBound, Prayer = Prayer, Pick = Pick, ForWhom = ForWhom, Follows = true,
    };
}
