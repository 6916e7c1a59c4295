namespace Portal.Domain.CallCenter.Safety;

/// <summary>
/// Finds what takes the force of the words around it, and marks the hits. A guard reaches no further than its clause: a comma, a new beginning
/// ("and my", a و), "but" or "now" end it, save where a list goes on.
/// </summary>
sealed class Guards
{
    const int UnableReach = 4;
    const int NotReach = 3;
    const int NoReach = 6;
    const int ListItem = 6;

    readonly RuleBook idioms;
    readonly int no, not, unable, notNo, but, now, present, past, @event, resolved, supposed, general, @if, notIf, ifBefore, story, business, mild, longSince, begins, goesOn, or, waw, strong, whole;
    readonly HashSet<int> own;
    readonly Lexicon lexicon;

    public Guards(Lexicon lexicon, Rule[] idioms)
    {
        this.idioms = new(idioms);
        this.lexicon = lexicon;
        own = [];
        no = Id("no");
        not = Id("not");
        unable = Id("unable");
        notNo = Id("not_no");
        but = Id("but");
        now = Id("now");
        present = Id("present");
        past = Id("past");
        @event = Id("event");
        resolved = Id("resolved");
        supposed = Id("supposed");
        general = Id("general");
        @if = Id("if");
        notIf = Id("not_if");
        ifBefore = Id("if_before");
        story = Id("story");
        business = Id("business");
        mild = Id("mild");
        longSince = Id("long_since");
        begins = Id("begins");
        goesOn = Id("goes_on");
        or = Id("or");
        waw = Id("own_waw");
        strong = Id("strong");
        whole = Id("whole");

        int Id(string name)
        {
            var id = lexicon.Concept(Name(name));
            own.Add(id);
            return id;
        }
    }

    /// <summary>How the lexicon calls a guard: no rule can name it.</summary>
    public static string Name(string guard) => "guard:" + guard;

    public void Mark(Reading reading)
    {
        if (reading.Words.Count == 0)
            return;
        if (idioms.All(reading).ToArray() is { Length: > 0 } found)
        {
            var idiom = new GuardMarks(reading);
            foreach (var (_, start, end) in found)
                idiom.Put(Guard.Idiom, start, end);
            idiom.Settle();
        }

        Breaks(reading);
        var covered = Covered(reading);
        var marks = new GuardMarks(reading);
        Negations(reading, marks, covered);
        Pasts(reading, marks);
        Resolutions(reading, marks);
        Suppositions(reading, marks);
        foreach (var hit in reading.Of(story))
            marks.Put(Guard.Story, marks.Start(hit.Start, Break.Turn), marks.End(hit.Start, Break.Turn));
        foreach (var hit in reading.Of(business))
            marks.Put(Guard.Business, marks.Start(hit.Start, Break.Turn), marks.End(hit.Start, Break.Turn));
        foreach (var hit in reading.Of(mild))
            if (!covered[hit.Start])
                marks.Put(Guard.Mild, Math.Max(hit.Start - 3, marks.Start(hit.Start, Break.Segment)), Math.Min(hit.End + 4, marks.End(hit.Start, Break.Segment)));
        foreach (var hit in reading.Of(longSince))
            marks.Put(Guard.Mild, marks.Start(hit.Start, Break.Turn), marks.End(hit.Start, Break.Segment));
        marks.Settle();
        Wholes(reading);
    }

    void Breaks(Reading reading)
    {
        foreach (var concept in (ReadOnlySpan<int>)[but, now])
            foreach (var hit in reading.Of(concept))
                Raise(reading, hit.Start, Break.Turn);
        foreach (var hit in reading.Of(begins))
            Raise(reading, hit.Start, Break.Segment);
        for (var i = 1; i < reading.Words.Count; i++)
            if (reading.Words[i].Text is ['و', _, _, ..] && !At(reading, waw, i))
                Raise(reading, i, Break.Segment);
    }

    static void Raise(Reading reading, int word, Break to)
    {
        if (reading.Breaks[word] < to)
            reading.Breaks[word] = to;
    }

    void Negations(Reading reading, GuardMarks marks, bool[] covered)
    {
        foreach (var hit in reading.Of(unable))
            marks.Put(Guard.Unable, hit.End, Math.Min(hit.End + UnableReach, marks.End(hit.Start, Break.Segment)));
        foreach (var hit in reading.Of(not))
            if (!covered[hit.Start])
                marks.Put(Guard.Denied | Guard.Unable, hit.End, EndOfNot(reading, marks, hit));
        foreach (var hit in reading.Of(no))
            if (!covered[hit.Start])
            {
                marks.Put(Guard.Denied, hit.End, EndOfNo(reading, marks, hit));
                marks.Put(Guard.Unable, hit.End, Math.Min(hit.End + NotReach, marks.End(hit.Start, Break.Segment)));
            }
    }

    // "no trouble breathing" does not say that somebody isn't breathing
    void Wholes(Reading reading)
    {
        foreach (var hit in reading.Of(whole))
            if ((hit.Guards & Guard.Denied) != Guard.None)
                for (var i = 0; i < reading.Hits.Length; i++)
                    if (reading.Hits[i].Start >= hit.Start && reading.Hits[i].End <= hit.End && reading.Hits[i].End - reading.Hits[i].Start < hit.End - hit.Start)
                        reading.Hits[i].Guards &= ~Guard.Unable;
    }

    // a "not" inside a longer phrase of its own meaning (won't stop, not sure) denies nothing after it
    bool[] Covered(Reading reading)
    {
        var covered = new bool[reading.Words.Count];
        foreach (var hit in reading.Hits)
            if (hit.End - hit.Start > 1 && hit.Concept < lexicon.ConceptCount && !lexicon.NameOf(hit.Concept).StartsWith(RuleLines.Aside, StringComparison.Ordinal) && !lexicon.NameOf(hit.Concept).StartsWith("@as_", StringComparison.Ordinal) && (!own.Contains(hit.Concept) || hit.Concept == notNo || hit.Concept == unable) && (hit.Guards & Guard.Idiom) == Guard.None)
                covered.AsSpan(hit.Start, hit.End - hit.Start).Fill(true);
        return covered;
    }

    // a few words; and as many again after an "or"
    int EndOfNot(Reading reading, GuardMarks marks, Hit hit)
    {
        var end = Math.Min(hit.End + NotReach, marks.End(hit.Start, Break.Segment));
        return end < reading.Words.Count && (At(reading, or, end) || At(reading, or, end - 1)) ? Math.Min(end + NotReach, marks.End(hit.Start, Break.Turn)) : end;
    }

    /// <summary>"no chest pain, shortness of breath, or fainting": to the end of the list; "no fever, my chest hurts": to the comma.</summary>
    int EndOfNo(Reading reading, GuardMarks marks, Hit hit)
    {
        var end = marks.End(hit.Start, Break.Turn);
        var opens = hit.Start == marks.Start(hit.Start, Break.Sentence);
        var item = hit.End;
        for (var i = hit.End; i < end; i++)
        {
            if (At(reading, or, i))
            {
                item = i + 1;
                continue;
            }

            if (i > hit.End && reading.Breaks[i] >= Break.Segment)
            {
                var listed = reading.Commas[i] && (OrAhead(reading, i, end) ? IsItem(reading, i, end, false) : opens && IsItem(reading, i, end, true));
                if (!listed)
                    return i;
                item = i;
            }

            if (i - item >= NoReach)
                return i;
        }

        return end;
    }

    // a bare name of something: nothing begins there and, where no "or" follows, nothing makes it urgent
    bool IsItem(Reading reading, int start, int end, bool calm)
    {
        for (var i = start; i < end && i < start + ListItem; i++)
        {
            if (i > start && reading.Commas[i])
                return true;
            if (At(reading, begins, i) || calm && At(reading, strong, i) || At(reading, unable, i) || At(reading, goesOn, i))
                return false;
        }

        return true;
    }

    bool OrAhead(Reading reading, int start, int end)
    {
        for (var i = start; i < end; i++)
            if (At(reading, or, i))
                return true;
            else if (At(reading, begins, i))
                return false;
        return false;
    }

    void Pasts(Reading reading, GuardMarks marks)
    {
        foreach (var hit in reading.Of(past))
        {
            var (start, end) = (marks.Start(hit.Start, Break.Segment), marks.End(hit.Start, Break.Segment));
            var begun = marks.Start(hit.Start, Break.Sentence);
            if (hit.Start - begun <= 1)
            {
                // "last year he …" goes for the sentence, as far as it is told as past
                var told = marks.End(hit.Start, Break.Turn);
                while (end < told && !Has(reading, now, end, marks.End(end, Break.Segment)) && !Has(reading, present, end, marks.End(end, Break.Segment)))
                    end = marks.End(end, Break.Segment);
            }
            else if (start > begun && (hit.Start - start <= 1 && hit.End >= end - 1 || reading.Words[hit.Start].Text[0] == 'و') && reading.Breaks[start] < Break.Turn)
            {
                start = marks.Start(start - 1, Break.Segment);
            }

            if (Has(reading, now, start, end))
                continue;
            // "pain after the operation two weeks ago": the weeks are the operation's
            foreach (var what in reading.Of(@event))
                if (what.End <= hit.Start && hit.Start - what.End <= 3)
                    start = Math.Max(start, what.Start - 2);
            marks.Put(Guard.Past, start, end);
        }
    }

    void Resolutions(Reading reading, GuardMarks marks)
    {
        foreach (var hit in reading.Of(resolved))
        {
            if (hit.Start > 0 && At(reading, not, hit.Start - 1))
                continue; // "not better now"
            var start = marks.Start(hit.Start, Break.Sentence);
            if (hit.Start - start <= 3 && start > 0)
                start = marks.Start(start - 1, Break.Sentence);
            marks.Put(Guard.Resolved, start, hit.Start);
        }
    }

    void Suppositions(Reading reading, GuardMarks marks)
    {
        foreach (var hit in reading.Of(supposed))
            Suppose(reading, marks, hit.Start, marks.End(hit.Start, Break.Turn));
        foreach (var hit in reading.Of(general))
            Suppose(reading, marks, marks.Start(hit.Start, Break.Sentence), marks.End(hit.Start, Break.Sentence));
        foreach (var hit in reading.Of(@if))
        {
            var opens = marks.Start(hit.Start, Break.Segment) == hit.Start || hit.Start > 0 && At(reading, ifBefore, hit.Start - 1);
            if (!opens || At(reading, notIf, hit.Start))
                continue;
            var end = marks.End(hit.Start, Break.Turn);
            for (var i = hit.End; i < end; i++)
                if (reading.Commas[i])
                    end = i;
            Suppose(reading, marks, hit.Start, end);
        }
    }

    void Suppose(Reading reading, GuardMarks marks, int start, int end)
    {
        if (!Has(reading, now, start, Math.Min(end + 1, reading.Words.Count)))
            marks.Put(Guard.Supposed, start, end);
    }

    static bool At(Reading reading, int concept, int word) => reading.Begins(concept, word, word + 1);

    static bool Has(Reading reading, int concept, int start, int end) => reading.Begins(concept, start, end);
}
