using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Minds;

/// <summary>
/// Turns a model's calls into what the patient said. What a model gives as the patient's words only points at them: they count where the patient
/// did say them, in this message or earlier on this day, and are then read by rule as if no model were there. What it made up points nowhere.
/// </summary>
sealed class ModelWords(Reader reader)
{
    readonly record struct Span(int Start, int End);

    /// <param name="said">What the patient said before, newest first.</param>
    /// <returns>For each of the calls, what was said for it.</returns>
    public IReadOnlyList<Understood> Read(Exchange exchange, IReadOnlyList<ModelCall> calls, IReadOnlyList<string> said)
    {
        if (calls.Count == 1)
            return [Whole(exchange, calls[0], said)];
        var utterance = exchange.Heard.Utterance;
        var spans = calls.Select(call => SpanOf(call, utterance)).ToArray();
        var inOrder = spans.Where(s => s is not null).Select(s => s!.Value).OrderBy(s => s.Start).ToArray();
        for (var i = 1; i < inOrder.Length; i++)
            if (inOrder[i].Start < inOrder[i - 1].End)
                return [.. calls.Select(_ => exchange.Heard)]; // they share words: each reads it all
        return [.. spans.Select(span => span is { } at ? Part(exchange, at, inOrder) : exchange.Heard)];
    }

    /// <summary>The same question in the words a model found for it, for looking it up once more.</summary>
    public Understood Reworded(Exchange exchange, string question) => ReadAs(exchange, question);

    // one wish is all that was said; what was said for it before it began comes first
    Understood Whole(Exchange exchange, ModelCall call, IReadOnlyList<string> said)
    {
        if (exchange.Frame.Skill == call.Skill.Name || said.Count == 0)
            return exchange.Heard;
        var before = new List<string>();
        foreach (var (name, words) in call.Words)
        {
            if (Find(Utterance.Of(words), exchange.Heard.Utterance) is not null)
                continue;
            foreach (var earlier in said.Select(Utterance.Of))
                if (Find(Utterance.Of(words), earlier) is { } span)
                {
                    before.Add(name == "who" ? $"{(exchange.Language == "ar" ? "باسم" : "name is")} {earlier.TypedOf(span.Start, span.End)}" : earlier.TypedOf(span.Start, span.End));
                    break;
                }
        }

        return before.Count == 0 ? exchange.Heard : ReadAs(exchange, $"{string.Join(", ", before)}, {exchange.Heard.Utterance.Typed}");
    }

    // from the end of the wish before to its own; the last has the rest
    Understood Part(Exchange exchange, Span span, Span[] inOrder)
    {
        var at = Array.IndexOf(inOrder, span);
        var (from, to) = (at == 0 ? 0 : inOrder[at - 1].End, at == inOrder.Length - 1 ? exchange.Heard.Utterance.Words.Count : span.End);
        return ReadAs(exchange, exchange.Heard.Utterance.TypedOf(from, to));
    }

    Understood ReadAs(Exchange exchange, string text)
    {
        var clinic = exchange.Clinic;
        var heard = reader.Read(text, new(exchange.LocalNow, clinic.Tenant.Country, exchange.Language, exchange.Frame.Acts, exchange.Frame.Goal, clinic.Times, clinic.Doctors));
        return heard with { Language = exchange.Language };
    }

    static Span? SpanOf(ModelCall call, Utterance utterance)
    {
        Span? all = null;
        foreach (var words in call.Words.Values)
            if (Find(Utterance.Of(words), utterance) is { } span)
                all = all is { } before ? new(Math.Min(before.Start, span.Start), Math.Max(before.End, span.End)) : span;
        return all;
    }

    // the words in their order, marks aside; the last place where they stand
    static Span? Find(Utterance words, Utterance within)
    {
        var wanted = words.Words.Where(word => !word.IsMark).ToArray();
        for (var start = within.Words.Count - 1; wanted.Length > 0 && start >= 0; start--)
        {
            var (at, found) = (start, 0);
            while (at < within.Words.Count && found < wanted.Length && (within.Words[at].IsMark ? found > 0 : within.Words[at].Text == wanted[found].Text))
                (at, found) = (at + 1, within.Words[at].IsMark ? found : found + 1);
            if (found == wanted.Length)
                return new(start, at);
        }

        return null;
    }
}
