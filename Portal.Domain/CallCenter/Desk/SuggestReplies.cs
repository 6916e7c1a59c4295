using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.CallCenter.Desk;

/// <summary>
/// Sentences that a person may want to answer with, in the patient's language, by rule from the patient's last words: the clinic's own facts, the
/// next free times of what is wanted, and small courtesies. The same words get the same suggestions.
/// </summary>
public sealed class SuggestReplies(
    IDbContextFactory<PortalDbContext> contexts, KnowledgeSource knowledge, Reader reader, SkillList skills, NextFreeTimes next, Caller caller, AuditTrail audit, TimeProvider clock)
{
    const int Most = 4;
    const int Times = 3;

    public async Task<Result<string[], ConversationError>> ExecuteAsync(ConversationId id, CancellationToken cancellation)
    {
        if (!caller.IsAny(ConversationWriter.Desk))
            return await audit.RefuseAsync("conversation.suggest", ConversationError.Forbidden, "conversation", id.Value, cancellation);
        var clinic = await knowledge.GetAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Set<Conversation>().SingleOrDefaultAsync(c => c.Id == id, cancellation) is not { } conversation)
            return ConversationError.NotFound;
        var said = await db.Set<Turn>().Where(t => t.ConversationId == id && t.Speaker == Speaker.Patient).OrderByDescending(t => t.Number).Select(t => t.Text).FirstOrDefaultAsync(cancellation);
        var greets = !await db.Set<Turn>().AnyAsync(t => t.ConversationId == id && t.Speaker == Speaker.Person, cancellation);
        var language = conversation.Language;
        var replies = new List<string>();
        if (conversation.Urgency == Urgency.Emergency && greets)
            replies.AddRange([DeskSentences.Get("Reply.Urgent", language, Number(clinic, language)), DeskSentences.Get("Reply.WhereAreYou", language)]);
        else if (greets)
            replies.Add(caller.Name is { Length: > 0 } name ? DeskSentences.Get("Reply.Hello", language, name, clinic.Tenant.Name(language)) : DeskSentences.Get("Reply.HelloFrom", language, clinic.Tenant.Name(language)));
        if (said is not null)
            await AddAnswersAsync(replies, conversation, clinic, said, cancellation);
        if (replies.Count < Most && !greets)
            replies.Add(DeskSentences.Get("Reply.Moment", language));
        return replies.Distinct().Take(Most).ToArray();
    }

    async Task AddAnswersAsync(List<string> replies, Conversation conversation, ClinicKnowledge clinic, string said, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().ToInstant();
        var frame = Frame.Read(conversation.Frame);
        var heard = reader.Read(said, new(clinic.LocalAt(now), clinic.Tenant.Country, conversation.Language, [], null, clinic.Times, clinic.Doctors));
        if (heard.Has(Cue.Thanks) || heard.Has(Cue.Goodbye))
        {
            replies.Add(DeskSentences.Get("Reply.Welcome", conversation.Language));
            return;
        }

        // the agent's own way to the clinic's facts, on a copy that nobody saves
        var exchange = new Exchange(conversation, new(), clinic, heard, conversation.Turns, now, null);
        if (heard.Intent == Intent.ClinicFacts || clinic.Facts.Find(heard.Utterance) is not null)
        {
            await skills.The<FactsSkill>().AdvanceAsync(exchange, cancellation);
            if (exchange.Reply.Unanswered is null && !exchange.Reply.IsEmpty)
                replies.Add(exchange.Reply.Text);
        }

        var named = clinic.Services.Named(heard.Utterance).Select(f => (ServiceId?)f.Meaning).FirstOrDefault();
        var wish = frame.Wishes.LastOrDefault();
        if ((named ?? wish?.Service ?? OnlyService(clinic)) is { } service && (named is not null || wish?.Service is not null || heard.Intent is Intent.BookAppointment or Intent.MoveAppointment or Intent.JoinWaitlist))
            await AddTimesAsync(replies, clinic, service, named is null ? wish?.Practitioner : null, now, conversation.Language, cancellation);
        if (heard.Has(Cue.Complaint))
            replies.Add(DeskSentences.Get("Reply.Sorry", conversation.Language));
        if (conversation.Phone is null)
            replies.Add(DeskSentences.Get("Reply.AskNumber", conversation.Language));
    }

    async Task AddTimesAsync(List<string> replies, ClinicKnowledge clinic, ServiceId service, PractitionerId? practitioner, Instant now, string language, CancellationToken cancellation)
    {
        if (clinic.Page.Find(service) is not { } facts)
            return;
        var slots = await next.ExecuteAsync(new(service, practitioner, now, Times, null), cancellation);
        if (slots.Count == 0)
            return;
        var digits = clinic.Tenant.ArabicDigits;
        var times = slots.Select(slot => (Local: clinic.LocalAt(slot.Start), slot.Practitioner)).Select(s => DeskSentences.Get(
            "Reply.Time", language, Platform.Text.TimeWords.Date(s.Local.Date, language, digits), Platform.Text.TimeWords.Time(s.Local.TimeOfDay, language, digits),
            clinic.Page.Find(s.Practitioner)?.Name(language) ?? ""));
        replies.Add(DeskSentences.Get("Reply.FreeTimes", language, facts.Name(language), string.Join(language == "ar" ? "، " : ", ", times)));
    }

    static ServiceId? OnlyService(ClinicKnowledge clinic) => clinic.Page.Services is [var only] ? only.Id : null;

    static string Number(ClinicKnowledge clinic, string language) =>
        language == "ar" && clinic.Tenant.ArabicDigits ? Platform.Text.Digits.ToArabic(clinic.EmergencyNumber) : clinic.EmergencyNumber;
}
