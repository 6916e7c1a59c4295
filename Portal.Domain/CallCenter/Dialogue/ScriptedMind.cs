using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.Tracking;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>
/// The mind that needs nobody: a dialogue by rule over what was read. It keeps one wish in force, answers questions beside it, and takes the
/// next of several wishes up when one is done.
/// </summary>
sealed class ScriptedMind(SkillList skills, HandOverSkill handOver, Manners manners, ClauseSplitter clauses)
{
    // below this a wish is guessed
    const float Doubtful = 0.35f;

    public async Task AnswerAsync(Exchange exchange, CancellationToken cancellation)
    {
        var (frame, reply) = (exchange.Frame, exchange.Reply);
        if (await manners.AnswerAsync(exchange, cancellation))
            return;
        var first = clauses.Split(exchange);
        await DispatchAsync(first, cancellation);
        await TakeUpNextAsync(exchange, cancellation);
        if (reply.IsEmpty)
            await NotUnderstoodAsync(exchange, cancellation);
        else if (!reply.Missed)
            frame.Misses = 0;
    }

    /// <summary>Of several wishes the next is taken up when the one before is done.</summary>
    internal async Task TakeUpNextAsync(Exchange exchange, CancellationToken cancellation)
    {
        var frame = exchange.Frame;
        while (frame.Skill is null && frame.Asked == Asked.AnythingElse && clauses.Next(exchange) is { } next)
        {
            exchange.Reply.DropLast("AnythingElse");
            await DispatchAsync(next, cancellation);
        }
    }

    async Task DispatchAsync(Exchange exchange, CancellationToken cancellation)
    {
        var (frame, heard) = (exchange.Frame, exchange.Heard);
        var current = skills.Named(frame.Skill);
        if (current is null && IsDoubtful(exchange))
        {
            if (KnowsFact(exchange))
                await skills.The<FactsSkill>().AdvanceAsync(exchange, cancellation);
            else
                await NotUnderstoodAsync(exchange, cancellation);
            return;
        }

        if (Chosen(exchange, current) is { } chosen)
        {
            await UseAsync(exchange, chosen, heard.Intent, cancellation);
            return;
        }

        if (current is not null && Continues(exchange))
        {
            await current.AdvanceAsync(exchange, cancellation);
            return;
        }

        if (frame.Asked == Asked.WantsPerson && (heard.IsYes || HouseRules.IsYesWord(heard)))
            await handOver.HandOverAsync(exchange, HandoverReason.NotUnderstood, cancellation);
        else if (current is null && KnowsFact(exchange))
            await skills.The<FactsSkill>().AdvanceAsync(exchange, cancellation);
        else if (!Small(exchange))
            await NotUnderstoodAsync(exchange, cancellation);
    }

    /// <summary>Whether what somebody says first is answered from what the clinic says of itself: for the administrator who tries a question.</summary>
    internal bool AsksFacts(Exchange exchange) => IsDoubtful(exchange) ? KnowsFact(exchange) : Chosen(exchange, null) is { } chosen ? chosen is FactsSkill : KnowsFact(exchange);

    static bool IsDoubtful(Exchange exchange) => exchange.Heard is { Wanted.Sure: < Doubtful, Cues.Count: 0 } && !Answers(exchange);

    // a question that the clinic wrote an answer to is answered, whatever the wish was read as; a bare yes or hello is no question
    static bool KnowsFact(Exchange exchange) =>
        exchange.Heard.Intent is not (Intent.Greeting or Intent.Confirm or Intent.Deny) && exchange.Clinic.Facts.Find(exchange.Heard.Utterance) is not null;

    /// <summary>Goes on with a skill, whichever mind chose it: a question is answered beside the wish in force, another wish takes its place.</summary>
    internal async Task UseAsync(Exchange exchange, Skill chosen, Intent goal, CancellationToken cancellation)
    {
        var frame = exchange.Frame;
        var current = skills.Named(frame.Skill);
        if (chosen is FactsSkill or HandOverSkill)
        {
            await chosen.AdvanceAsync(exchange, cancellation);
            if (chosen is FactsSkill && current is not null)
                await AskAgainAsync(exchange, current, cancellation);
            return;
        }

        if (chosen != current)
        {
            if (current is not null)
                await current.DroppedAsync(exchange, cancellation);
            // who waits, waits for what could not be booked
            var wished = chosen is WaitlistSkill && current is BookSkill ? frame.Wishes.ToArray() : [];
            frame.Drop();
            (frame.Skill, frame.Goal) = (chosen.Name, goal);
            foreach (var wish in wished)
            {
                wish.Reopen();
                (wish.Pick, frame.NoTimes) = (null, true);
                frame.Wishes.Add(wish);
            }
        }

        await chosen.AdvanceAsync(exchange, cancellation);
    }

    // the skill that what was said asks for; null where it only goes on with the one in force, or says nothing of any
    Skill? Chosen(Exchange exchange, Skill? current)
    {
        var (frame, heard) = (exchange.Frame, exchange.Heard);
        if (heard.Has(Cue.Note) && current is BookSkill)
            return current;
        if (frame.Asked == Asked.MessageText && current is RequestSkill && !heard.Has(Cue.Drop))
            return current;
        if (current is not null && heard.Person is not { Names.Count: 0, Phone: null } && (heard.Person.Phone is not null || heard.Intent != Intent.TalkToPerson))
            return current;
        if (current is not null && frame.Asked is Asked.Time or Asked.Day or Asked.WhichDay && heard.Intent is not (Intent.TalkToPerson or Intent.ClinicFacts or Intent.CancelAppointment)
            && (heard.Times.Date is not null || heard.Times.Time is not null || WishReader.PickOf(heard) is not null))
            return current;
        if (heard.Has(Cue.Complaint) && heard.Intent is Intent.TalkToPerson or Intent.OutOfScope or Intent.Deny)
            return handOver;
        if (RequestSkill.KindOf(heard) is not null && (current is null || heard.Intent is Intent.RequestRefill or Intent.TalkToPerson) && !heard.Has(Cue.NoCode))
            return current is RequestSkill ? current : skills.The<RequestSkill>();
        if (heard.Has(Cue.HowTo) && heard.Intent is Intent.CancelAppointment or Intent.MoveAppointment && current is null)
            return null; // asked and not wished for
        // "no signal, let them call me": it goes on without a code, and the desk calls anyhow
        if (heard.Has(Cue.NoCode) && (frame.Asked is Asked.Code || frame.Asked is Asked.Confirm && current is BookSkill))
            return current;
        return heard.Intent switch
        {
            Intent.TalkToPerson => handOver,
            Intent.ClinicFacts => heard.Wanted.Sure > 0.5f || current is null ? skills.The<FactsSkill>() : current,
            // while a new booking is put together, another day is another day of it
            Intent.BookAppointment or Intent.MoveAppointment when current is BookSkill && frame.Wishes.Count > 0 => current,
            Intent.BookAppointment when current is MoveSkill => current,
            Intent.BookAppointment or Intent.MoveAppointment when current is WaitlistSkill && (frame.Asked != Asked.Confirm || heard.Times.Date is not null || heard.Times.Spans.Count > 0) => current,
            Intent.CancelAppointment when current is BookSkill && frame.Wishes.Count > 0 && frame.Touched.Count == 0 && heard.Slots.Doctor is null && heard.Times.Date is null => null,
            Intent.BookAppointment or Intent.MoveAppointment or Intent.CancelAppointment or Intent.MyAppointments => skills.For(heard.Intent),
            Intent.JoinWaitlist or Intent.AskRecord or Intent.RequestRefill => skills.For(heard.Intent) ?? skills.The<RequestSkill>(),
            _ => null,
        };
    }

    // an answer to what was asked, or more of what is wanted
    static bool Continues(Exchange exchange)
    {
        var (frame, heard) = (exchange.Frame, exchange.Heard);
        if (frame.Asked is Asked.Nothing or Asked.AnythingElse)
            return false;
        return heard.Intent is not (Intent.OutOfScope or Intent.Greeting) || Answers(exchange) || heard.Has(Cue.NoCode) || heard.Has(Cue.CodeAgain);
    }

    static bool Answers(Exchange exchange)
    {
        var (frame, heard) = (exchange.Frame, exchange.Heard);
        return heard.Times.Date is not null || heard.Times.Time is not null || heard.Times.Part is not null || heard.Times.Spans.Count > 0 || heard.Slots is not { Doctor: null, Specialty: null, ForWhom: null }
            || heard.Person is not { Names.Count: 0, Phone: null, Digits: null } || WishReader.PickOf(heard) is not null || exchange.Clinic.Services.Named(heard.Utterance).Count > 0
            || frame.Asked is Asked.MessageText or Asked.WhichPerson or Asked.WhichAppointment or Asked.Branch or Asked.FirstVisit or Asked.BirthDate or Asked.Gender;
    }

    // the question that was open before the one just answered
    static async Task AskAgainAsync(Exchange exchange, Skill current, CancellationToken cancellation)
    {
        if (exchange.Frame.Asked is Asked.Nothing or Asked.AnythingElse)
            return;
        exchange.Reply.QuickReplies.Clear();
        await current.AdvanceAsync(exchange, cancellation);
    }

    static bool Small(Exchange exchange)
    {
        var (frame, heard, reply) = (exchange.Frame, exchange.Heard, exchange.Reply);
        if (heard.Has(Cue.HowTo))
            reply.Say("HowTo").Did(AgentActKind.Inform);
        else if (heard.Has(Cue.Goodbye) || heard.Has(Cue.Thanks) || heard.IsNo && frame.Asked is Asked.AnythingElse or Asked.WantsPerson)
            (frame.Asked, _) = (Asked.Nothing, reply.Say(heard.Has(Cue.Thanks) ? "YouAreWelcome" : "Goodbye").Did(AgentActKind.Goodbye));
        else if (heard.Intent == Intent.Greeting || heard.Has(Cue.Hello))
            reply.Say("HelloAgain", exchange.Clinic.Settings.AgentName(exchange.Language)).Offer(Wishes(exchange)).Did(AgentActKind.Greet);
        else if (heard.IsYes || heard.IsNo)
            reply.Say(heard.IsYes ? "GoOn" : "AnythingElse").Offer(Wishes(exchange)).Did(AgentActKind.RequestMore);
        else
            return false;
        return true;
    }

    async Task NotUnderstoodAsync(Exchange exchange, CancellationToken cancellation)
    {
        var (frame, reply) = (exchange.Frame, exchange.Reply);
        reply.Missed = true;
        switch (++frame.Misses)
        {
            case 1 when frame.Asked == Asked.AnythingElse || frame.Skill is null:
                reply.Say(exchange.Heard is { Intent: Intent.OutOfScope, Wanted.Sure: > 0.6f } ? "OutOfScope" : "NotUnderstood").Offer(Wishes(exchange));
                break;
            case 1:
                reply.Say("NotUnderstood");
                await skills.Named(frame.Skill)!.AdvanceAsync(exchange, cancellation);
                break;
            case 2:
                reply.Say("StillNotUnderstood").Offer(AgentTexts.Get("Quick.Person", exchange.Language));
                if (skills.Named(frame.Skill) is null)
                    frame.Asked = Asked.WantsPerson;
                break;
            default:
                await handOver.HandOverAsync(exchange, HandoverReason.NotUnderstood, cancellation);
                break;
        }
    }

    internal static readonly string[] FirstWishes = ["Quick.Book", "Quick.Mine", "Quick.Prices", "Quick.Person"];

    internal static IEnumerable<string> Wishes(Exchange exchange) =>
        FirstWishes.Select(key => AgentTexts.Get(key, exchange.Language));
}
