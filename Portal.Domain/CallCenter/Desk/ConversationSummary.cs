using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.CallCenter.Desk;

/// <summary>Ends a conversation and writes down what it was about, by rule: what was wanted, what the receipts prove was done, who answered, how it ended.</summary>
public sealed class ConversationSummary(KnowledgeSource knowledge)
{
    // a bare yes, a hello: no wish
    static readonly Intent[] NoWish = [Intent.Confirm, Intent.Deny, Intent.Greeting, Intent.OutOfScope];

    internal static bool IsWish(Intent intent) => !NoWish.Contains(intent);

    internal Task EndAsync(ConversationWriter.Held held, CancellationToken cancellation) => EndAsync(held.Db, held.Conversation, held.Now, held.Caller.Name, cancellation);

    /// <param name="staff">Who ends it, where that is a person.</param>
    internal async Task EndAsync(PortalDbContext db, Conversation conversation, Instant now, string? staff, CancellationToken cancellation)
    {
        if (conversation.Outcome == Outcome.None)
            conversation.Outcome = conversation.PickedUpAt is null ? Outcome.Abandoned : Outcome.HandedOver;
        (conversation.State, conversation.HolderId, conversation.HolderName) = (ConversationState.Ended, null, null);
        conversation.EndedAt ??= now;
        conversation.Summary = await ComposeAsync(db, conversation, staff, cancellation);
    }

    /// <param name="staff">Who ends it, where that is a person.</param>
    internal async Task<string> ComposeAsync(PortalDbContext db, Conversation conversation, string? staff, CancellationToken cancellation)
    {
        var clinic = await knowledge.GetAsync(cancellation);
        var language = conversation.Language;
        var wanted = await db.Set<Turn>().Where(t => t.ConversationId == conversation.Id && t.Intent != null && !NoWish.Contains(t.Intent.Value))
            .OrderBy(t => t.Number).Select(t => t.Intent!.Value).ToListAsync(cancellation);
        var flagged = await db.Set<Turn>().AnyAsync(t => t.ConversationId == conversation.Id && t.Flag != null, cancellation);
        var people = await db.Set<Turn>().Where(t => t.ConversationId == conversation.Id && t.Speaker == Speaker.Person && t.StaffName != null).Select(t => t.StaffName!).Distinct().ToListAsync(cancellation);
        var calls = await db.Set<ToolCall>().Where(c => c.ConversationId == conversation.Id).OrderBy(c => c.At).ToListAsync(cancellation);

        var sentences = new List<string>();
        if (flagged)
            sentences.Add(DeskSentences.Get("Emergency", language));
        if (wanted.Count > 0)
            sentences.Add(DeskSentences.Get("Wanted", language, Join(language, wanted.Distinct().Select(w => DeskSentences.Get($"Wanted.{w}", language)))));
        foreach (var deed in await Deed.OfAsync(db, calls, cancellation))
            sentences.Add(Sentence(deed, clinic, language));
        if (conversation.HandoverReason is { } reason)
            sentences.Add(DeskSentences.Get($"HandedOver.{reason}", language));
        if (people.Count > 0)
            sentences.Add(DeskSentences.Get("Answered", language, Join(language, people)));
        else if (staff is not null)
            sentences.Add(DeskSentences.Get("EndedBy", language, staff));
        if (conversation.Outcome is Outcome.Abandoned)
            sentences.Add(DeskSentences.Get("Abandoned", language));
        else if (conversation.Outcome is Outcome.Answered)
            sentences.Add(DeskSentences.Get("OnlyAnswered", language));
        return string.Join(' ', sentences);
    }

    static string Sentence(Deed deed, ClinicKnowledge clinic, string language)
    {
        if (deed.Request is { } request)
            return DeskSentences.Get($"Left.{request}", language);
        var local = clinic.LocalAt(deed.Start!.Value);
        return DeskSentences.Get(
            $"Did.{deed.Kind}", language, deed.Service(language) ?? "", deed.Practitioner(language) ?? "", TimeWords.Date(local.Date, language, clinic.Tenant.ArabicDigits),
            TimeWords.Time(local.TimeOfDay, language, clinic.Tenant.ArabicDigits));
    }

    static string Join(string language, IEnumerable<string> parts) => string.Join(language == "ar" ? "، " : ", ", parts);
}
