using System.Collections.Frozen;
using NodaTime;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.People;
using Portal.Domain.CallCenter.Understanding.Slots;
using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.CallCenter.Understanding.Tracking;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Understanding.Intents;

/// <summary>One phrase to learn from.</summary>
/// <param name="Intent">Null for what only answers or adds to a wish, whichever that is.</param>
public readonly record struct IntentExample(Intent? Intent, string Said, Context Context = default);

/// <param name="Sure">From 0 to 1.</param>
public readonly record struct IntentRead(Intent Intent, float Sure);

/// <summary>What else was read from the utterance, as far as it tells a new wish from an answer.</summary>
/// <param name="SaysValue">A day, a time, a doctor, a specialty.</param>
/// <param name="SaysPerson">A name, a phone, a code.</param>
public readonly record struct Content(bool SaysValue, bool SaysPerson);

/// <summary>
/// Tells what is wanted. A linear model, learnt from plain phrases and from turns of dialogues when the process starts, reads the utterance with
/// what it was said after: the same on every machine, and anybody can read what it knows. Where the wish in force and the agent's last act
/// leave no doubt a rule decides: a day or a name goes on with the wish, a yes with a new value is no yes.
/// </summary>
public sealed class IntentReader
{
    const float Surely = 0.6f;
    const int LongWords = 10;
    const int Answer = -1;
    static readonly LocalDateTime SomeDay = new(2026, 11, 25, 10, 0);
    static readonly HashSet<Intent> Wishes =
    [
        Intent.BookAppointment, Intent.MoveAppointment, Intent.CancelAppointment, Intent.MyAppointments, Intent.JoinWaitlist, Intent.ClinicFacts, Intent.AskRecord, Intent.RequestRefill, Intent.TalkToPerson,
    ];

    static readonly Lazy<IntentReader> FromAll = new(() => Learn(TrainingSet.All()));

    readonly LinearClassifier model;
    readonly FrozenSet<string> known;

    /// <summary>The product's own, learnt from all that there is when first asked for: some seconds of a processor, once in a process.</summary>
    public static IntentReader Taught => FromAll.Value;

    /// <summary>Whether it is something to be done, which goes on until it is done; else it is said in passing: a yes, a greeting.</summary>
    public static bool IsWish(Intent intent) => Wishes.Contains(intent);

    IntentReader(LinearClassifier model, FrozenSet<string> known) => (this.model, this.known) = (model, known);

    public static IntentReader Learn(IEnumerable<IntentExample> examples)
    {
        var said = examples.Select(example => (Example: example, Utterance: Utterance.Of(example.Said))).ToArray();
        return new(
            LinearClassifier.Learn([.. said.AsParallel().AsOrdered().Select(one => (Features(one.Utterance, one.Example.Context.Words), one.Example.Intent is { } intent ? (int)intent : Answer))]),
            said.SelectMany(one => one.Utterance.Words).SelectMany(word => word.Forms).ToFrozenSet());
    }

    static Feature[] Features(Utterance utterance, string[] context) => FeatureHash.Of(utterance, context, Hints.Of(utterance, ContentOf(utterance), CueReader.Read(utterance)));

    // of a phrase by itself, said at no time in particular
    static Content ContentOf(Utterance utterance)
    {
        var times = TimeExpressions.Egypt.Read(utterance, SomeDay);
        return new(
            times.Date is not null || times.Time is not null || times.Part is not null || times.Spans.Count > 0 || SlotReader.Read(utterance, DoctorNames.None) is not { Doctor: null, Specialty: null },
            PersonReader.HasPhone(utterance) || PersonReader.Read(utterance, "EG", expectsName: false) is not { Names.Count: 0, Digits: null });
    }

    /// <param name="acts">What the agent did just before.</param>
    /// <param name="goal">The wish in force; null where there is none.</param>
    /// <param name="underlying">The appointment that was being arranged before a question or a message came between; null for none.</param>
    internal IntentRead Read(Utterance utterance, Content content, IReadOnlySet<Cue> cues, IReadOnlyList<AgentAct> acts, Intent? goal, Intent? underlying = null)
    {
        var stage = new Stage(acts);
        var adds = content.SaysValue || content.SaysPerson;
        var isShort = utterance.Words.Count <= 6 && !utterance.Words.Any(word => word.Text == "?");
        if (isShort && !adds && ByForm(utterance, cues, stage) is { } plain)
            return new(plain, 1);
        var (label, sure, second) = Tell(utterance, content, cues, Context.Of(acts, goal).Words);
        // of words that nobody ever said nothing can be told
        if (!adds && goal is null && !utterance.Words.Any(word => word.IsNumber || word.Forms.Any(known.Contains)))
            return new(Intent.OutOfScope, 0);
        if (goal is not { } open)
            return label == Answer ? new(adds ? Intent.BookAppointment : second == Answer ? Intent.OutOfScope : (Intent)second, sure) : new((Intent)label, sure);
        var onward = Onward(open, underlying, stage, content);
        // a few words after a read-back or an offer that are surely nothing else agree with it
        if (isShort && !adds && utterance.Words.Count <= 4 && sure < Surely && (stage.Confirms || stage.Offers) && !YesNo.BeginsWithNo(utterance) && !cues.Contains(Cue.Wait) && !cues.Contains(Cue.Drop))
            return new(Intent.Confirm, sure);
        if (label == Answer || cues.Contains(Cue.Wait) && utterance.Words.Count <= 3)
            return new(adds ? onward : open, sure);
        var told = (Intent)label;
        if (told is Intent.Confirm or Intent.Deny or Intent.Greeting)
        {
            if (content.SaysValue || content.SaysPerson && !stage.IsDone)
                return new(onward, sure); // "no, make it Tuesday"
            if (told != Intent.Greeting && YesNo.BeginsWithNo(utterance) || stage.Rests && YesNo.BeginsWithNo(utterance))
                return new(Intent.Deny, sure);
            return new(told == Intent.Confirm && !stage.Expects ? Intent.Greeting : told, sure); // agreed with nothing that was asked
        }

        // arranging one appointment, another day is another day of it
        if (open == Intent.BookAppointment && told == Intent.MoveAppointment && !stage.IsDone || open is Intent.MoveAppointment or Intent.JoinWaitlist && told == Intent.BookAppointment && stage.Expects && !stage.Rests)
            return new(open, sure);
        // what was asked for is what was answered, unless it is surely something else
        if (sure < Surely && !stage.Rests && (adds || stage.Requests && isShort))
            return new(adds ? onward : open, sure);
        return new(told, sure);
    }

    // a day or an hour after a question about the clinic is for an appointment; after "when is mine", for moving it
    static Intent Onward(Intent goal, Intent? underlying, Stage stage, Content content) => goal switch
    {
        Intent.ClinicFacts or Intent.AskRecord or Intent.TalkToPerson or Intent.OutOfScope when content.SaysValue && !(stage.Requests && goal == Intent.TalkToPerson) => underlying ?? Intent.BookAppointment,
        Intent.MyAppointments when content.SaysValue && !stage.Requests => Intent.MoveAppointment,
        Intent.CancelAppointment when content.SaysValue && stage.IsDone => Intent.BookAppointment,
        _ => goal,
    };

    // a plain yes to a read-back, "no thanks" after "anything else?": their form says it
    static Intent? ByForm(Utterance utterance, IReadOnlySet<Cue> cues, Stage stage)
    {
        if (utterance.Words.Count == 0)
            return null;
        if (YesNo.BeginsWithNo(utterance))
            return utterance.Words.Count == 1 || stage.Rests || cues.Contains(Cue.Thanks) ? Intent.Deny : null;
        return stage.Confirms && YesNo.BeginsWithYes(utterance) ? Intent.Confirm : null;
    }

    /// <summary>What the agent's last acts leave to be said.</summary>
    readonly struct Stage(IReadOnlyList<AgentAct> acts)
    {
        public bool Confirms => Any(AgentActKind.Confirm);

        public bool Requests => Any(AgentActKind.Request);

        public bool Offers => Any(AgentActKind.Offer);

        /// <summary>Something was asked, offered or read back.</summary>
        public bool Expects => Confirms || Requests || Offers || Any(AgentActKind.OfferIntent);

        /// <summary>What was wanted is done.</summary>
        public bool IsDone => Any(AgentActKind.NotifySuccess);

        /// <summary>"Anything else?"</summary>
        public bool Rests => Any(AgentActKind.RequestMore) || IsDone;

        bool Any(AgentActKind kind)
        {
            foreach (var act in acts)
                if (act.Kind == kind)
                    return true;
            return false;
        }
    }

    // the greeting before a wish is no wish, and of a long story the sentence that asks for something counts
    (int Label, float Sure, int Second) Tell(Utterance utterance, Content content, IReadOnlySet<Cue> cues, string[] context)
    {
        var whole = Model(utterance, content, cues, context);
        if (whole.Label == (int)Intent.Greeting && utterance.Words.Count > 4 && Courtesies.Without(utterance) is { Words.Count: >= 2 } rest)
        {
            var wish = Model(rest, content, CueReader.Read(rest), context);
            if (wish.Label != (int)Intent.Greeting && wish.Sure > 0.3f)
                whole = wish;
        }

        if (utterance.Words.Count < LongWords || whole.Sure > 0.8f && Wishes.Contains((Intent)whole.Label))
            return whole;
        var best = whole;
        foreach (var sentence in Sentences(utterance))
        {
            var part = Utterance.Of(sentence);
            var told = Model(part, ContentOf(part), CueReader.Read(part), context);
            if (told.Label != Answer && Wishes.Contains((Intent)told.Label) && told.Sure > Math.Max(best.Sure, Surely))
                best = told;
        }

        return best;
    }

    (int Label, float Sure, int Second) Model(Utterance utterance, Content content, IReadOnlySet<Cue> cues, string[] context)
    {
        var (label, sure, second, _) = model.Tell(FeatureHash.Of(utterance, context, Hints.Of(utterance, content, cues)));
        return (label, sure, second);
    }

    static IEnumerable<string> Sentences(Utterance utterance)
    {
        var (words, from) = (utterance.Words, 0);
        for (var i = 0; i < words.Count; i++)
            if (words[i].Text is "." or "," or "!" or "?" || i - from >= LongWords)
            {
                if (i - from >= 2)
                    yield return utterance.TypedOf(from, words[i].Text == "?" ? i + 1 : i);
                from = words[i].IsMark ? i + 1 : i;
            }

        if (words.Count - from >= 2 && from > 0)
            yield return utterance.TypedOf(from, words.Count);
    }
}
