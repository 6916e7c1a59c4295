using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.Knowledge;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.CallCenter.Understanding.Times;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>Puts what an utterance says of what, with whom and when into a wish; the last word counts.</summary>
static class WishReader
{
    /// <returns>Whether what is wanted changed, so that what was offered or chosen no longer stands.</returns>
    public static bool Take(Wish wish, Understood heard, ClinicKnowledge clinic)
    {
        var changed = TakeWhat(wish, heard, clinic) | (!TakesOffer(wish, heard, clinic) && TakeWhen(wish, heard));
        if (heard.Slots.ForWhom is { } person)
            wish.ForWhom = person.Value;
        else if (heard.Has(Cue.Self))
            wish.ForWhom = null;
        return changed;
    }

    static bool TakeWhat(Wish wish, Understood heard, ClinicKnowledge clinic)
    {
        var before = (wish.Service, wish.Practitioner, wish.UnknownDoctor, wish.UnknownSpecialty);
        var named = clinic.Services.Named(heard.Utterance);
        if (heard.Slots.Doctor is { } doctor)
            TakeDoctor(wish, doctor.Value, clinic, heard);
        else if (heard.Has(Cue.Any) && heard.Utterance.Folded.Contains("دكتور", StringComparison.Ordinal))
            wish.Practitioner = null;

        if (named.Count > 0)
            TakeService(wish, named[^1].Meaning, clinic);
        else if (heard.Slots.Specialty is { } specialty && (wish.Practitioner is null || heard.Slots.Doctor is null))
            TakeSpecialty(wish, specialty.Value, clinic);
        return before != (wish.Service, wish.Practitioner, wish.UnknownDoctor, wish.UnknownSpecialty);
    }

    static void TakeDoctor(Wish wish, string name, ClinicKnowledge clinic, Understood heard)
    {
        var fit = clinic.Services.Called(name);
        if (fit.Count > 1 && heard.Slots.Specialty is { } specialty)
            fit = [.. fit.Where(p => clinic.Services.Of(p.Id) == specialty.Value)];
        if (fit.Count == 0)
        {
            (wish.UnknownDoctor, wish.Practitioner) = (name, null);
            return;
        }

        (wish.UnknownDoctor, wish.UnknownSpecialty, wish.Practitioner) = (null, null, fit[0].Id);
        if (wish.Service is { } service && clinic.Page.Find(service)?.Practitioners.Contains(fit[0].Id) == true)
            return;
        var usual = clinic.Services.UsualOf([fit[0].Id]);
        wish.Service = usual.Count == 1 ? usual[0].Id : null;
    }

    static void TakeService(Wish wish, ServiceId service, ClinicKnowledge clinic)
    {
        (wish.Service, wish.UnknownSpecialty) = (service, null);
        if (wish.Practitioner is { } who && clinic.Page.Find(service)?.Practitioners.Contains(who) != true)
            wish.Practitioner = null;
    }

    static void TakeSpecialty(Wish wish, Understanding.Slots.Specialty specialty, ClinicKnowledge clinic)
    {
        var who = clinic.Services.With(specialty);
        if (who.Count == 0)
        {
            (wish.UnknownSpecialty, wish.Service, wish.Practitioner) = (specialty, null, null);
            return;
        }

        var usual = clinic.Services.UsualOf([.. who.Select(p => p.Id)]);
        // said once more of the service that stands: nothing new
        if (wish.Service is { } stands && clinic.Page.Find(stands) is { } service && service.Practitioners.Any(p => who.Any(w => w.Id == p)) && wish.UnknownSpecialty is null)
            return;
        (wish.UnknownSpecialty, wish.UnknownDoctor) = (null, null);
        wish.Service = usual.Count == 1 ? usual[0].Id : null;
        wish.Practitioner = who.Count == 1 ? who[0].Id : null;
    }

    // "seven ten" of an offer at 7:10 chooses, and changes nothing of what was wished
    static bool TakesOffer(Wish wish, Understood heard, ClinicKnowledge clinic) =>
        wish.Chosen is null && heard.Place < wish.Offered.Count || wish.Chosen is null && heard.Times.Time is { Bound: Bound.At } time && wish.Offered.Any(o =>
        {
            var local = clinic.LocalAt(o.Start);
            return (heard.Times.Date is not { } date || date.Date == local.Date) && (local.TimeOfDay == time.Time || time.Guessed && local.TimeOfDay == time.Time.PlusHours(12));
        });

    static bool TakeWhen(Wish wish, Understood heard)
    {
        var before = (wish.Date, wish.SpanFrom, wish.SpanTo, wish.Time, wish.TimeBound, wish.Part, wish.PartBound, wish.Prayer, wish.Pick);
        var times = heard.Times;
        if (times.Date is { } date)
        {
            var another = wish.Date != date.Date;
            (wish.Date, wish.OrElse, wish.SpanFrom, wish.SpanTo) = (date.Date, date.OrElse, null, null);
            if (another)
                wish.Pick = null;
        }
        else if (times.Spans.Count > 0)
        {
            (wish.SpanFrom, wish.SpanTo, wish.Date, wish.OrElse) = (times.Spans[^1].Days.Start, times.Spans[^1].Days.End, null, null);
        }

        if (times.Time is { } time)
            (wish.Time, wish.TimeBound, wish.Part, wish.Prayer) = (time.Time, time.Bound, null, null);
        if (times.Part is { } part)
        {
            (wish.Part, wish.PartBound, wish.Prayer) = (part.Part, part.Bound, part.Prayer);
            if (times.Time is null && wish.Time is not null && PartOf(wish.Time.Value) != part.Part)
                wish.Time = null;
        }

        // "any day" is no choice; of times on offer it is
        wish.Pick = PickOf(heard) ?? (heard.Has(Cue.Any) && (wish.Offered.Count > 0 || wish.Date is not null && wish.Time is not null) ? Cue.First : wish.Pick);
        return before != (wish.Date, wish.SpanFrom, wish.SpanTo, wish.Time, wish.TimeBound, wish.Part, wish.PartBound, wish.Prayer, wish.Pick);
    }

    /// <summary>"Not the first, the second": the later place counts.</summary>
    public static Cue? PickOf(Understood heard) =>
        heard.Person.Names.Count > 1 ? null // the first is called …, the second …
        : heard.Has(Cue.Nearest) ? Cue.Nearest
        : heard.Has(Cue.Last) ? Cue.Last
        : heard.Has(Cue.Third) ? Cue.Third
        : heard.Has(Cue.Second) ? Cue.Second
        : heard.Has(Cue.First) ? Cue.First
        : null;

    public static PartOfDay PartOf(NodaTime.LocalTime time) =>
        time.Hour is >= 5 and < 12 ? PartOfDay.Morning : time.Hour is >= 12 and < 17 ? PartOfDay.Afternoon : PartOfDay.Evening;
}
