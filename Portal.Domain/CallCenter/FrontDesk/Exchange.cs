using NodaTime;
using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.CallCenter.FrontDesk;

/// <summary>One turn while it is answered: what was said, what is known, where the dialogue stands and the reply that grows.</summary>
public sealed class Exchange(Conversation conversation, Frame frame, ClinicKnowledge clinic, Understood heard, int turn, Instant now, string? address)
{
    public Conversation Conversation { get; } = conversation;

    public Frame Frame { get; } = frame;

    public ClinicKnowledge Clinic { get; } = clinic;

    public Understood Heard { get; } = heard;

    /// <summary>Number of the patient's turn that is answered.</summary>
    public int Turn { get; } = turn;

    public Instant Now { get; } = now;

    /// <summary>The patient's network address, where there is one.</summary>
    public string? Address { get; } = address;

    public Reply Reply { get; private init; } = new(heard.Language);

    public List<ToolCall> Calls { get; private init; } = [];

    public string Language => Heard.Language;

    public LocalDateTime LocalNow => Clinic.LocalAt(Now);

    /// <summary>The same turn with only a part of what was said.</summary>
    public Exchange With(Understood part) => new(Conversation, Frame, Clinic, part, Turn, Now, Address) { Reply = Reply, Calls = Calls };

    /// <summary>What was said is an answer that was taken already: nothing more is read into it.</summary>
    public bool IsAnswered { get; private init; }

    public Exchange Answered() => new(Conversation, Frame, Clinic, Heard, Turn, Now, Address) { Reply = Reply, Calls = Calls, IsAnswered = true };

    public bool IsVerified => Conversation.Level == IdentityLevel.Verified;

    public string Day(LocalDate date) => TimeWords.Date(date, Language, Clinic.Tenant.ArabicDigits);

    public string Time(LocalTime time) => TimeWords.Time(time, Language, Clinic.Tenant.ArabicDigits);

    public string Number(string digits) => Language == "ar" && Clinic.Tenant.ArabicDigits ? Digits.ToArabic(digits) : digits;
}
