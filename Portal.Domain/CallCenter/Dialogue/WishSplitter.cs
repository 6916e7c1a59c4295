using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Cues;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>
/// Shares what was said out among the wishes: "a dental visit on Sunday and a skin visit on Monday" is two, and so are two children of one
/// name each. What names no service goes to the wish that is still open, or to all where all are meant.
/// </summary>
sealed class WishSplitter(Reader reader)
{
    const int MostAtOnce = 4;
    const int LongestNote = 300;

    /// <returns>The wishes whose chosen or offered times no longer stand.</returns>
    public List<Wish> Take(Exchange exchange)
    {
        var (frame, heard) = (exchange.Frame, exchange.Heard);
        var changed = new List<Wish>();
        if (heard.Has(Cue.Note) && frame.Wishes.Count > 0)
        {
            var note = heard.Utterance.Typed.Trim();
            frame.Wishes[^1].Note = note.Length > LongestNote ? note[..LongestNote] : note;
            return changed; // for the doctor to read, and for nobody to act on
        }

        var segments = Segments(exchange);
        if (frame.Wishes.Count == 0)
        {
            frame.Wishes.AddRange(segments.Take(MostAtOnce).Select(segment => Made(exchange, segment)));
            ShareDay(frame, heard);
        }
        else if (segments.Count > 1)
        {
            foreach (var segment in segments)
                if (Meant(exchange, segment) is { } wish)
                    Take(exchange, wish, segment, changed);
        }
        else
        {
            foreach (var wish in Meant(exchange))
                Take(exchange, wish, heard, changed);
        }

        foreach (var wish in frame.Wishes)
            if (wish is { Service: null, Practitioner: null, UnknownDoctor: null, UnknownSpecialty: null } && (wish.Date is not null || wish.SpanFrom is not null) && frame.Spoken is { } spoken && exchange.Clinic.Page.Find(spoken) is not null)
                wish.Service = spoken;
        frame.Spoken = frame.Wishes.Find(w => w.Service is not null)?.Service ?? frame.Spoken;
        TakeNames(exchange, segments);
        return changed;
    }

    static void Take(Exchange exchange, Wish wish, Understood said, List<Wish> changed)
    {
        var offered = wish.Offered.ToList();
        if (!WishReader.Take(wish, said, exchange.Clinic))
            return;
        if (wish.Chosen is not null)
            changed.Add(wish);
        else
            wish.Offered = offered; // what is taken of an offer is settled later
    }

    static Wish Made(Exchange exchange, Understood said)
    {
        var wish = new Wish();
        WishReader.Take(wish, said, exchange.Clinic);
        return wish;
    }

    // one day was said for all of them
    static void ShareDay(Frame frame, Understood heard)
    {
        if (frame.Wishes.Count < 2 || heard.Times.Dates.Count != 1)
            return;
        var dated = frame.Wishes.Find(w => w.Date is not null);
        foreach (var wish in frame.Wishes.Where(w => w.Date is null))
            wish.Date = dated?.Date;
    }

    static List<Wish> Meant(Exchange exchange)
    {
        var (wishes, heard) = (exchange.Frame.Wishes, exchange.Heard);
        if (wishes.Count == 1 || heard.Has(Cue.Both))
            return wishes;
        if (Meant(exchange, heard) is { } named)
            return [named];
        return wishes.Find(w => w.Chosen is null) is { } open ? [open] : heard.Times.Date is null && heard.Times.Time is null ? [] : [wishes[^1]];
    }

    static Wish? Meant(Exchange exchange, Understood said)
    {
        var services = exchange.Clinic.Services.Named(said.Utterance).Select(found => found.Meaning).ToHashSet();
        if (exchange.Frame.Wishes.Find(w => w.Service is { } service && services.Contains(service)) is { } same)
            return same;
        return said.Slots.Specialty is { } specialty
            ? exchange.Frame.Wishes.Find(w => w.Service is { } service && exchange.Clinic.Service(service).Practitioners.Any(p => exchange.Clinic.Services.Of(p) == specialty.Value))
            : null;
    }

    /// <summary>The utterance cut before each further service that it names; one piece where it names one or none.</summary>
    List<Understood> Segments(Exchange exchange)
    {
        var heard = exchange.Heard;
        var named = exchange.Clinic.Services.Named(heard.Utterance);
        var cuts = new List<int>();
        for (var i = 1; i < named.Count; i++)
            if (named[i].Meaning != named[i - 1].Meaning)
                cuts.Add(named[i].Start);
        // "a visit on Sunday, no, dental": a correction is no second wish
        if (cuts.Count == 0 || heard.Has(Cue.Correction))
            return [heard];
        var (pieces, from) = (new List<Understood>(), 0);
        foreach (var cut in cuts.Append(heard.Utterance.Words.Count))
        {
            pieces.Add(reader.Read(heard.Utterance.TypedOf(from, cut), SettingOf(exchange)));
            from = cut;
        }

        return pieces;
    }

    static Setting SettingOf(Exchange exchange) => new(
        exchange.LocalNow, exchange.Clinic.Tenant.Country, exchange.Language, exchange.Frame.Acts, exchange.Frame.Goal, exchange.Clinic.Times, exchange.Clinic.Doctors);

    static void TakeNames(Exchange exchange, List<Understood> segments)
    {
        var (frame, names) = (exchange.Frame, exchange.Heard.Person.Names);
        if (segments.Count > 1 && segments.Count == frame.Wishes.Count && segments.Any(s => s.Person.Names.Count > 0))
        {
            for (var i = 0; i < segments.Count; i++)
                if (segments[i].Person.Names.Count > 0)
                    Rename(frame.Wishes[i], segments[i].Person.Names[^1]);
            return;
        }

        if (names.Count > 1 && frame.Wishes.Count == 1)
            foreach (var _ in names.Skip(1).Take(MostAtOnce - 1))
                frame.Wishes.Add(frame.Wishes[0].ForAnother());
        if (names.Count == frame.Wishes.Count && names.Count > 0)
            for (var i = 0; i < names.Count; i++)
                Rename(frame.Wishes[i], names[i]);
        else if (names.Count == 1 && frame.Wishes.Find(w => w.Name is null) is { } nameless)
            Rename(nameless, names[0]);
    }

    static void Rename(Wish wish, string name) => (wish.Name, wish.Patient) = (name, null);
}
