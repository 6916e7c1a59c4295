using NodaTime;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.Platform.Ids;

namespace Portal.Demo;

/// <summary>What a demonstration clinic's front desk heard over the last six weeks: short conversations of the usual kinds, the same whenever they are made.</summary>
sealed class DemoTalks(TenantId tenant, DemoClinic clinic, Instant now)
{
    const int Days = 42;

    static readonly DateTimeZone Cairo = DateTimeZoneProviders.Tzdb["Africa/Cairo"];

    sealed record Kind(int Often, Intent Wanted, Outcome Outcome, string? Tool, HandoverReason? Reason, (string Said, string Answer) Ar, (string Said, string Answer) En, bool Unanswered = false)
    {
        public IdentityLevel Level { get; init; } = IdentityLevel.Anonymous;
    }

    static readonly Kind[] Kinds =
    [
        new(26, Intent.BookAppointment, Outcome.Booked, "book_appointment", null, ("عايز أحجز معاد بكرة", "تم الحجز."), ("I'd like an appointment tomorrow", "Booked.")) { Level = IdentityLevel.Verified },
        new(5, Intent.BookAppointment, Outcome.Proposed, "book_appointment", null, ("احجزلي والموبايل مش معايا", "سجلت طلبك، والاستقبال هيأكده."), ("Book me in, I have no phone with me", "Noted; the desk will confirm it.")) { Level = IdentityLevel.Claimed },
        new(8, Intent.MoveAppointment, Outcome.Moved, "move_appointment", null, ("عايزة أغير معادي", "تم النقل."), ("I want to move my appointment", "Moved.")) { Level = IdentityLevel.Verified },
        new(5, Intent.CancelAppointment, Outcome.Cancelled, "cancel_appointment", null, ("الغي معادي", "تم الإلغاء."), ("Cancel my appointment", "Cancelled.")) { Level = IdentityLevel.Verified },
        new(26, Intent.ClinicFacts, Outcome.Answered, null, null, ("بتقبلوا تأمين؟", "نتعامل مع شركات التأمين."), ("Do you take insurance?", "We do.")),
        new(6, Intent.TalkToPerson, Outcome.MessageTaken, "leave_request", null, ("خلي حد يكلمني", "وصلت رسالتك."), ("Please have somebody call me", "Your message is left.")) { Level = IdentityLevel.Claimed },
        new(8, Intent.TalkToPerson, Outcome.HandedOver, "hand_over", HandoverReason.Asked, ("عايز أكلم موظف", "بحولك لزميل."), ("I want to talk to a person", "I am passing you on.")),
        new(3, Intent.OutOfScope, Outcome.HandedOver, "hand_over", HandoverReason.NotUnderstood, ("موضوع الورق بتاع الشغل", "بحولك لزميل."), ("It's about that work thing", "I am passing you on.")),
        new(1, Intent.TalkToPerson, Outcome.HandedOver, "hand_over", HandoverReason.Emergency, ("صدري بيوجعني ومش قادر اتنفس", "دي ممكن تكون حالة طارئة. اتصل بـ ١٢٣ حالًا."), ("I have chest pain and can't breathe", "This may be an emergency. Call 123 now.")),
        new(2, Intent.TalkToPerson, Outcome.HandedOver, "hand_over", HandoverReason.Complaint, ("استنيت ساعتين وده مش معقول", "آسفين، بحولك لزميل."), ("I waited two hours, that is too much", "I am sorry. I am passing you on.")),
        new(7, Intent.BookAppointment, Outcome.Abandoned, null, null, ("عندكم معاد النهارده؟", "أي خدمة تحب؟"), ("Anything free today?", "Which service would you like?")),
        new(7, Intent.ClinicFacts, Outcome.Abandoned, null, null, ("", "معنديش إجابة لده."), ("", "I have no answer to that."), Unanswered: true),
    ];

    static readonly string[] AskedAr = ["عندكم ليزر لإزالة الشعر؟", "فيه ليزر لازالة الشعر عندكم", "بكام الليزر لإزالة الشعر", "فيه واي فاي في الانتظار؟", "بتعملوا رسم قلب؟", "فيه مصلى في العيادة؟"];
    static readonly string[] AskedEn = ["Do you do laser hair removal?", "Is there wifi in the waiting room?", "laser hair removal available?", "Do you have an ECG machine?"];

    readonly Random random = new(20_261_101 + clinic.Tenant.Slug.Length);

    public IEnumerable<object> Make()
    {
        var today = now.InZone(Cairo).Date;
        for (var day = today.PlusDays(-Days); day < today; day = day.PlusDays(1))
        {
            var busy = day.DayOfWeek == IsoDayOfWeek.Friday ? 2 : 4 + random.Next(6);
            for (var i = 0; i < busy; i++)
                foreach (var row in Talk(day.At(new LocalTime(9 + random.Next(13), random.Next(60))).InZoneLeniently(Cairo).ToInstant(), Pick()))
                    yield return row;
        }
    }

    Kind Pick()
    {
        var at = random.Next(Kinds.Sum(kind => kind.Often));
        return Kinds.First(kind => (at -= kind.Often) < 0);
    }

    IEnumerable<object> Talk(Instant start, Kind kind)
    {
        var arabic = random.Next(100) < (clinic.Tenant.DefaultLanguage == "ar" ? 85 : 30);
        var (language, end) = (arabic ? "ar" : "en", start + Duration.FromSeconds(60 + random.Next(300)));
        var (said, answer) = arabic ? kind.Ar : kind.En;
        if (kind.Unanswered)
            said = arabic ? AskedAr[random.Next(AskedAr.Length)] : AskedEn[random.Next(AskedEn.Length)];
        var waited = kind.Reason is null || random.Next(6) == 0 ? (int?)null : 15_000 + (int)(Math.Pow(random.NextDouble(), 3) * 600_000);
        var proved = kind.Level != IdentityLevel.Anonymous;
        var talk = new Conversation(tenant, ConversationId.New())
        {
            Channel = Channel.Site, KeyHash = [], Language = language, StartedAt = start, LastAt = end, EndedAt = end, State = ConversationState.Ended, Frame = "{}", Turns = 3,
            Level = kind.Level, Phone = proved ? $"+2010{5_560_000 + random.Next(9_999):00000000}" : null, PatientName = proved ? clinic.PatientNames[random.Next(clinic.PatientNames.Length)] : null,
            Wanted = kind.Wanted, Outcome = kind.Outcome, HandoverReason = kind.Reason, Urgency = kind.Reason == HandoverReason.Emergency ? Urgency.Emergency : Urgency.Normal,
            WaitingSince = kind.Reason is null ? null : start + Duration.FromSeconds(30), WaitedMs = waited,
            PickedUpAt = waited is { } ms ? start + Duration.FromSeconds(30) + Duration.FromMilliseconds(ms) : null,
        };
        yield return talk;
        yield return Said(talk, 1, Speaker.Agent, arabic ? "أهلًا بيك! تحب أساعدك في إيه؟" : "Hello! How can I help?", start);
        yield return Said(talk, 2, Speaker.Patient, said, start + Duration.FromSeconds(20), kind.Wanted, kind.Reason == HandoverReason.Emergency ? "chest_pain" : null);
        yield return Said(talk, 3, Speaker.Agent, answer, start + Duration.FromSeconds(21));
        if (kind.Tool is not null)
            yield return new ToolCall(tenant, Guid.CreateVersion7())
            {
                // of an appointment that is long gone: there is nothing left to point at
                ConversationId = talk.Id, Turn = 2, Tool = kind.Tool, Level = kind.Level, Outcome = "done", At = start + Duration.FromSeconds(20), TookMs = 12,
                ReceiptKind = kind.Tool switch { "hand_over" => "handover", "leave_request" => "request", _ => "appointment" },
            };
        if (kind.Unanswered)
            yield return new UnansweredQuestion(tenant, Guid.CreateVersion7()) { ConversationId = talk.Id, Turn = 2, Text = said, Language = language, AskedAt = start };
    }

    Turn Said(Conversation talk, int number, Speaker speaker, string text, Instant at, Intent? intent = null, string? flag = null) => new(tenant, talk.Id, number)
    {
        Speaker = speaker, Text = text, At = at, Language = talk.Language, Intent = intent, Flag = flag, Mind = speaker == Speaker.Agent ? Mind.Scripted : null, TookMs = speaker == Speaker.Agent ? 15 : null,
    };
}
