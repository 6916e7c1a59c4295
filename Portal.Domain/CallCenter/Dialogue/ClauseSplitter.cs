using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Times;
using Portal.Domain.CallCenter.Understanding.Words;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>
/// Takes several wishes in one message apart: "cancel Monday's, and how much is a cleaning?" is a cancellation and a question. The first is
/// answered now; the others wait in the frame, in the patient's words.
/// </summary>
sealed class ClauseSplitter(Reader reader)
{
    const float Surely = 0.8f;
    static readonly HashSet<string> Joints = ["وكمان", "وبعدين", "وبرضه", "ثم", "وعايز", "وعايزه", "وعاوز", "وعاوزه", "وممكن", "وهل", "وهو", "then", "also", "plus"];
    static readonly HashSet<Intent> Own = [Intent.BookAppointment, Intent.MoveAppointment, Intent.CancelAppointment, Intent.MyAppointments, Intent.ClinicFacts, Intent.RequestRefill];

    /// <returns>The exchange for what is answered now: the same one where the message is one wish.</returns>
    public Exchange Split(Exchange exchange)
    {
        var clauses = Clauses(exchange.Heard.Utterance).Select(text => reader.Read(text, SettingOf(exchange))).ToList();
        if (clauses.Count < 2)
            return exchange;
        // clauses of one wish belong together
        var wishes = new List<Understood> { clauses[0] };
        foreach (var clause in clauses.Skip(1))
            if (IsWish(clause) && IsWish(wishes[^1]) && clause.Intent != wishes[^1].Intent)
                wishes.Add(clause);
            else
                wishes[^1] = reader.Read($"{wishes[^1].Utterance.Typed} {clause.Utterance.Typed}", SettingOf(exchange));
        if (wishes.Count < 2)
            return exchange;
        exchange.Frame.Next = [.. wishes.Skip(1).Select(w => w.Utterance.Typed)];
        return exchange.With(wishes[0]);
    }

    // a wish of its own, and a question only where it asks for something that clinics are asked for
    static bool IsWish(Understood clause) =>
        Own.Contains(clause.Intent) && clause.Wanted.Sure > Surely && clause.Utterance.Words.Count(word => !word.IsMark && !TimeLexicon.Says(word.Text)) > 1 && (clause.Intent != Intent.ClinicFacts || FactsSkill.Asks(clause.Utterance));

    /// <returns>The next wish that waits; null where none does.</returns>
    public Exchange? Next(Exchange exchange)
    {
        if (exchange.Frame.Next.Count == 0)
            return null;
        var said = exchange.Frame.Next[0];
        exchange.Frame.Next.RemoveAt(0);
        return exchange.With(reader.Read(said, SettingOf(exchange) with { Acts = [], Goal = null }));
    }

    static IEnumerable<string> Clauses(Utterance utterance)
    {
        var words = utterance.Words;
        var from = 0;
        for (var i = 0; i < words.Count; i++)
        {
            var ends = words[i].Text is "?" or "," or "!" || words[i].Text == "." && i + 1 < words.Count && !words[i + 1].IsNumber;
            var joins = i > from + 1 && (Joints.Contains(words[i].Text) || words[i].Text is "and" or "و");
            if (!ends && !joins)
                continue;
            if (i - from >= 2)
            {
                yield return utterance.TypedOf(from, ends ? i + 1 : i);
                from = ends ? i + 1 : i;
            }
        }

        if (words.Count - from >= 1)
            yield return utterance.TypedOf(from, words.Count);
    }

    static Setting SettingOf(Exchange exchange) => new(
        exchange.LocalNow, exchange.Clinic.Tenant.Country, exchange.Language, exchange.Frame.Acts, exchange.Frame.Goal, exchange.Clinic.Times, exchange.Clinic.Doctors);
}
