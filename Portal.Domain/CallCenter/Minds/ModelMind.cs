using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime.Extensions;
using Portal.Domain.CallCenter.Dialogue;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.Platform.Ai;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.CallCenter.Minds;

/// <summary>
/// The mind that understands by a language model. It chooses the skill and points at the words; the words are read and the skill acts and speaks as
/// for the scripted mind, on the same frame, so that either can go on where the other stopped. What it says itself is small talk, past the guard.
/// </summary>
sealed partial class ModelMind(
    [FromKeyedServices(ModelLine.FrontDesk)] ModelLine line, ScriptedMind scripted, Manners manners, SkillList skills, ModelWords words, ClauseSplitter clauses, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock, ILogger<ModelMind> log)
{
    const int MostRounds = 4;
    const int LongestOpening = 120;
    const float Surely = 0.6f;

    // what a tool answers, no model does
    static readonly HashSet<Intent> ForTools =
    [
        Intent.BookAppointment, Intent.MoveAppointment, Intent.CancelAppointment, Intent.MyAppointments, Intent.JoinWaitlist, Intent.ClinicFacts, Intent.AskRecord, Intent.RequestRefill, Intent.TalkToPerson,
    ];

    /// <summary>One turn's asking.</summary>
    sealed class Asking(Exchange exchange, ReplyPieces pieces, ModelPrompt prompt)
    {
        public Exchange Exchange { get; } = exchange;

        public ReplyPieces Pieces { get; } = pieces;

        public ModelPrompt Prompt { get; } = prompt;

        public ClaimGuard Guard { get; } = new(exchange, prompt.System, [.. prompt.Said, exchange.Heard.Utterance.Typed, exchange.Conversation.PatientName ?? "", .. exchange.Clinic.Page.Practitioners.Select(p => $"{p.NameAr} {p.NameEn}")]);

        /// <summary>Whether the patient's words leave room for small talk: no read-back waits for a yes, and no tool is plainly meant.</summary>
        public bool MayTalk { get; } = exchange.Frame.Asked != Asked.Confirm && !(ForTools.Contains(exchange.Heard.Intent) && exchange.Heard.Wanted.Sure > Surely);

        public int Rounds { get; set; }

        /// <summary>Whether a word of it was heard.</summary>
        public bool HasBegun { get; set; }

        public List<string> Used { get; } = [];

        /// <summary>Why something that it wrote was not said.</summary>
        public GuardKind? Refused { get; set; }
    }

    /// <returns>Whether the turn is answered; else the scripted mind answers it.</returns>
    public async Task<bool> AnswerAsync(Exchange exchange, ReplyPieces pieces, CancellationToken cancellation)
    {
        // while a code is waited for, whatever is said may be one, in whatever words
        if (line.Client is null || exchange.Frame.Asked == Asked.Code)
            return false;
        if (await manners.AnswerAsync(exchange, cancellation))
            return true;
        var began = clock.GetTimestamp();
        if (!line.Breaker.TryEnter())
        {
            Record(exchange, ModelOutcome.BreakerOpen, began, null);
            return false;
        }

        bool? succeeded = null;
        try
        {
            var asking = new Asking(exchange, pieces, await ModelPrompt.OfAsync(contexts, exchange, cancellation));
            var outcome = await AskAsync(asking, cancellation);
            cancellation.ThrowIfCancellationRequested();
            succeeded = outcome is ModelOutcome.Done or ModelOutcome.Guarded;
            Record(exchange, outcome, began, asking);
            if (outcome == ModelOutcome.Done)
                return true;
            if (succeeded == false)
                Log.Failed(log, outcome, exchange.Conversation.Id.Value);
            exchange.Reply.Clear();
            if (pieces.HasBegun)
                exchange.Reply.Quote(pieces.Sent); // the scripted mind goes on from there
            return false;
        }
        finally
        {
            line.Breaker.Leave(succeeded);
        }
    }

    async Task<ModelOutcome> AskAsync(Asking asking, CancellationToken cancellation)
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(line.Options.TurnSeconds), clock);
        using var turn = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellation);
        var options = new ChatOptions { Tools = ModelTools.Of(skills), ToolMode = ChatToolMode.Auto, MaxOutputTokens = line.Options.MostTokens };
        while (++asking.Rounds <= MostRounds)
        {
            var round = await ModelRound.ListenAsync(line, asking.Prompt, options, clock, text => HeardAsync(asking, text), turn.Token);
            if (round.Outcome != ModelOutcome.Done)
                return HasSpoken(asking) ? ModelOutcome.Done : round.Outcome;
            if (round.Calls.Count == 0)
                return HasSpoken(asking) ? ModelOutcome.Done : Talk(asking, round.Text);
            var calls = round.Calls.Select(call => ModelTools.Read(skills, call)).ToArray();
            if (Array.Exists(calls, call => call is null))
                return HasSpoken(asking) ? ModelOutcome.Done : ModelOutcome.UnknownTool;
            var isOpen = await UseAsync(asking, calls!, round.Text, cancellation);
            if (!isOpen)
                return ModelOutcome.Done;
            asking.Prompt.Messages.Add(new(ChatRole.Assistant, [.. round.Calls]));
            asking.Prompt.Messages.Add(new(ChatRole.Tool, [.. round.Calls.Select(call => new FunctionResultContent(call.CallId, "Shown to the patient. Call another tool for what else was wished for, or say nothing."))]));
        }

        return HasSpoken(asking) ? ModelOutcome.Done : ModelOutcome.Loop;
    }

    Task HeardAsync(Asking asking, string text)
    {
        if (!asking.HasBegun)
            Log.Began(log, asking.Exchange.Conversation.Id.Value);
        asking.HasBegun = true;
        return OpenAsync(asking, text);
    }

    static bool HasSpoken(Asking asking) => asking.Used.Count > 0 && !asking.Exchange.Reply.IsEmpty;

    /// <summary>Lets the skills that were called act and speak.</summary>
    /// <returns>Whether something that was wished for is still to be done.</returns>
    async Task<bool> UseAsync(Asking asking, ModelCall[] calls, string text, CancellationToken cancellation)
    {
        var (exchange, reply) = (asking.Exchange, asking.Exchange.Reply);
        if (reply.IsEmpty && Opening(asking, text) is { } opening)
            reply.Quote(opening);
        calls = [.. calls.DistinctBy(call => call.Skill)];
        var heard = words.Read(exchange, calls, asking.Prompt.Said);
        var before = exchange.Frame.Next.ToArray();
        var areSeveral = clauses.Split(exchange) != exchange;
        exchange.Frame.Next = [.. before];
        for (var i = 0; i < calls.Length; i++)
        {
            var part = exchange.With(heard[i]);
            // one thing is asked at a time: the next wish waits, in the patient's words
            if (i > 0 && exchange.Frame.Asked is not (Asked.Nothing or Asked.AnythingElse) && calls[i].Skill is not (FactsSkill or HandOverSkill))
            {
                exchange.Frame.Next.Add(heard[i].Utterance.Typed);
                continue;
            }

            reply.DropLast("AnythingElse");
            await UseAsync(asking, part, calls[i], cancellation);
        }

        await scripted.TakeUpNextAsync(exchange, cancellation);
        reply.Mind = Mind.Model;
        exchange.Frame.Misses = 0;
        return areSeveral && calls.Length == 1 && exchange.Frame.Asked is Asked.Nothing or Asked.AnythingElse && exchange.Conversation.State == ConversationState.Agent;
    }

    async Task UseAsync(Asking asking, Exchange part, ModelCall call, CancellationToken cancellation)
    {
        asking.Used.Add(call.Skill.Name);
        var skill = InPlaceOf(call.Skill, skills.Named(part.Frame.Skill), part.Frame);
        if (skill is FactsSkill && call.Words.GetValueOrDefault("question") is { } question && question != part.Heard.Utterance.Typed)
        {
            await LookUpAsync(part, skill, question, cancellation);
            return;
        }

        await scripted.UseAsync(part, skill, skill.Intent, cancellation);
    }

    // a question that finds nothing in the patient's words may find something in the model's: the answer is the clinic's either way
    async Task LookUpAsync(Exchange part, Skill skill, string question, CancellationToken cancellation)
    {
        var probe = new Exchange(part.Conversation, new Frame(), part.Clinic, part.Heard, part.Turn, part.Now, part.Address);
        await skill.AdvanceAsync(probe, cancellation);
        var reworded = probe.Reply.Unanswered is null ? part : part.With(words.Reworded(part, question));
        await scripted.UseAsync(reworded, skill, skill.Intent, cancellation);
        if (part.Reply.Unanswered is not null)
            part.Reply.Unanswered = part.Heard.Utterance.Typed;
    }

    // while a visit is put together or moved, another day is another day of it
    static Skill InPlaceOf(Skill chosen, Skill? current, Frame frame) => (chosen, current) switch
    {
        (BookSkill or MoveSkill, BookSkill) when frame.Wishes.Count > 0 => current,
        (BookSkill, MoveSkill) => current,
        _ => chosen,
    };

    /// <summary>The model's own words as the whole answer.</summary>
    static ModelOutcome Talk(Asking asking, string text)
    {
        var (frame, reply) = (asking.Exchange.Frame, asking.Exchange.Reply);
        var clean = Clean(text);
        if (!asking.MayTalk || clean.Length == 0)
            return ModelOutcome.Guarded;
        if (asking.Guard.Find(clean) is { } kind)
        {
            asking.Refused = kind;
            return ModelOutcome.Guarded;
        }

        reply.Quote(clean);
        reply.Mind = Mind.Model;
        if (frame.Skill is null)
            reply.Offer(ScriptedMind.FirstWishes.Select(key => AgentTexts.Get(key, asking.Exchange.Language)));
        reply.Acts.AddRange(frame.Acts); // what was asked before is still asked
        return ModelOutcome.Done;
    }

    // the first sentence goes out as soon as it stands, where small talk is in place; the rest when it is plain that no tool comes
    static async Task OpenAsync(Asking asking, string text)
    {
        if (!asking.MayTalk || asking.Pieces.HasBegun || asking.Used.Count > 0 || asking.Refused is not null)
            return;
        var clean = Clean(text);
        if (Sentences(clean).Skip(1).Any() && Sentences(clean).First() is var first)
        {
            asking.Refused = asking.Guard.Find(first);
            if (asking.Refused is null)
                await asking.Pieces.SendAsync(first);
        }
    }

    static string? Opening(Asking asking, string text)
    {
        var first = Sentences(Clean(text)).FirstOrDefault();
        if (asking.Pieces.HasBegun)
            return first;
        return first is { Length: > 0 and <= LongestOpening } && first[^1] is not ('?' or '؟' or ':') && asking.Guard.Find(first) is null ? first : null;
    }

    static string Clean(string text) => Spaces().Replace(text.Trim(), " ");

    static IEnumerable<string> Sentences(string text) => Ends().Split(text).Where(sentence => sentence.Length > 0);

    void Record(Exchange exchange, ModelOutcome outcome, long began, Asking? asking) => exchange.Calls.Add(new(exchange.Conversation.TenantId, Guid.CreateVersion7())
    {
        ConversationId = exchange.Conversation.Id, Turn = exchange.Turn, Tool = "ask_model", Level = exchange.Conversation.Level, Outcome = Written(outcome),
        Arguments = asking is null ? null : JsonSerializer.Serialize(new { rounds = asking.Rounds, skills = asking.Used, refused = asking.Refused?.ToString() }),
        At = clock.GetUtcNow().ToInstant(), TookMs = (int)clock.GetElapsedTime(began).TotalMilliseconds,
    });

    static string Written(ModelOutcome outcome) => JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.ToString());

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Spaces();

    // not after "Dr." and its like
    [GeneratedRegex(@"(?<=[.!?؟…])(?<!\b(?:Dr|Mr|Mrs|Ms|د|أ)\.)\s+", RegexOptions.None, 1000)]
    private static partial Regex Ends();

    static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "The model began to answer in conversation {Conversation}.")]
        public static partial void Began(ILogger logger, Guid conversation);

        [LoggerMessage(LogLevel.Warning, "The model failed ({Outcome}) in conversation {Conversation}; the scripted mind answered.")]
        public static partial void Failed(ILogger logger, ModelOutcome outcome, Guid conversation);
    }
}
