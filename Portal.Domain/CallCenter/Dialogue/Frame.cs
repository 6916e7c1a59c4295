using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>What the agent asked last, and the next turn is likely to answer.</summary>
public enum Asked
{
    Nothing,
    Service,
    Day,

    /// <summary>This Thursday or the next: one of two days.</summary>
    WhichDay,

    /// <summary>To take one of the times that were offered, or to say another.</summary>
    Time,
    NameAndPhone,
    Name,
    Phone,
    Code,
    WhichPerson,
    WhichAppointment,

    /// <summary>At which of several branches.</summary>
    Branch,

    /// <summary>Whether it is a first visit, where that takes another time.</summary>
    FirstVisit,

    /// <summary>Of whom it is for, where the service is for an age.</summary>
    BirthDate,

    /// <summary>Of whom it is for, where the service is for one.</summary>
    Gender,

    /// <summary>Yes or no to a read-back.</summary>
    Confirm,
    MessageText,
    AnythingElse,

    /// <summary>Whether a person shall be asked for.</summary>
    WantsPerson,
}

/// <summary>A time that was offered: a practitioner and a start.</summary>
public sealed record OfferedTime(PractitionerId Practitioner, Instant Start);

/// <summary>
/// Where a dialogue stands: the wish in force and all that was said for it, what was asked and offered last. Kept in the conversation's row, so
/// that any process can answer the next turn, by either mind.
/// </summary>
public sealed class Frame
{
    /// <summary>Name of the skill whose wish is in force.</summary>
    public string? Skill { get; set; }

    public Intent? Goal { get; set; }

    public Asked Asked { get; set; }

    /// <summary>The key of the wish that was asked about, where there may be several.</summary>
    public Guid? About { get; set; }

    /// <summary>What the agent did in its last reply.</summary>
    public List<AgentAct> Acts { get; set; } = [];

    /// <summary>What is to be booked; for a move the one wish for the new time.</summary>
    public List<Wish> Wishes { get; set; } = [];

    /// <summary>The appointment that is to be moved or cancelled.</summary>
    public Guid? Appointment { get; set; }

    /// <summary>Those that were listed to choose from.</summary>
    public List<Guid> Listed { get; set; } = [];

    /// <summary>Those that this conversation wrote, the last one last: "move it" means that one.</summary>
    public List<Guid> Touched { get; set; } = [];

    /// <summary>The service that was last spoken of: "book me one for Wednesday" means that.</summary>
    public ServiceId? Spoken { get; set; }

    public RequestDraft? Request { get; set; }

    /// <summary>It is known that nothing is free as wished: who asks for the waiting list is put on it.</summary>
    public bool NoTimes { get; set; }

    /// <summary>Further wishes of a message, in the patient's words, to be taken up one after the other.</summary>
    public List<string> Next { get; set; } = [];

    /// <summary>The phone that the last code went to.</summary>
    public string? CodePhone { get; set; }

    /// <summary>The patient cannot get a code: what can be had without one, is had without one.</summary>
    public bool NoCode { get; set; }

    /// <summary>How often in a row nothing was understood.</summary>
    public int Misses { get; set; }

    public int Abuses { get; set; }

    /// <summary>A red flag was seen in this conversation.</summary>
    public bool Emergency { get; set; }

    /// <summary>Forgets the wish in force, and keeps what was said of the person.</summary>
    public void Drop()
    {
        (Skill, Goal, Asked, About, Appointment, Request, NoTimes) = (null, null, Asked.Nothing, null, null, null, false);
        Wishes.Clear();
        Listed.Clear();
    }

    static readonly JsonSerializerOptions Json = Options();

    public string Write() => JsonSerializer.Serialize(this, Json);

    public static Frame Read(string json) => JsonSerializer.Deserialize<Frame>(json, Json) ?? new();

    static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, Converters = { new JsonStringEnumConverter() } };
        return options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
    }
}

/// <summary>Something to leave for the staff, while it is being put together.</summary>
public sealed class RequestDraft
{
    public Guid Key { get; set; } = Guid.CreateVersion7();

    public PatientRequestKind Kind { get; set; }

    public PractitionerId? Practitioner { get; set; }

    public string? Text { get; set; }
}
