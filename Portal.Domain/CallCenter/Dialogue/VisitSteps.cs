using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Texts;
using Portal.Domain.CallCenter.Tools;
using Portal.Domain.CallCenter.Understanding.Tracking;
using Portal.Domain.Patients.Model;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>
/// What a service makes it necessary to know, and nothing else is asked: which branch, whether it is a first visit, and the date of birth or gender where it is for
/// an age. Whom it is not for, and who books by the desk alone, is told why and offered a person.
/// </summary>
sealed class VisitSteps(CalendarTools calendar, IdentityTools identity)
{
    /// <summary>Before times are looked for: the branch, and whether it is a first visit where that takes another time.</summary>
    /// <returns>Whether all is said; else it was asked.</returns>
    public async Task<bool> SettleVisitAsync(Exchange exchange, Wish wish, CancellationToken cancellation)
    {
        var service = exchange.Clinic.Service(wish.Service!.Value);
        var branches = exchange.Clinic.Page.BranchesOf(service);
        if (branches.Count > 1 && branches.All(branch => branch.Id != wish.Branch))
        {
            wish.Branch = VisitAnswers.Branch(exchange.Heard, branches)?.Id ?? exchange.Frame.Wishes.Select(other => other.Branch).FirstOrDefault(at => branches.Any(branch => branch.Id == at));
            if (wish.Branch is null)
            {
                exchange.Reply.Say("AskBranch", service.Name(exchange.Language), string.Join(exchange.Language == "ar" ? "، " : ", ", branches.Select(branch => branch.Name(exchange.Language))))
                    .Offer(branches.Select(branch => branch.Name(exchange.Language))).Did(AgentActKind.Request, "branch");
                exchange.Frame.Asked = Asked.Branch;
                return false;
            }
        }

        if (!service.AsksFirstVisit || wish.FirstVisit is not null)
            return true;
        // of a proved phone whose people are alike in this, it is known
        if ((await calendar.KnownAsync(exchange, service.Id, cancellation)).Select(known => known.Plan.Mostly).Distinct().ToArray() is [var same])
        {
            wish.FirstVisit = same == VisitKind.New;
            return true;
        }

        exchange.Reply.Say("AskFirstVisit").Offer(AgentTexts.Get("Quick.FirstVisit", exchange.Language), AgentTexts.Get("Quick.NotFirstVisit", exchange.Language)).Did(AgentActKind.Request, "first_visit");
        exchange.Frame.Asked = Asked.FirstVisit;
        return false;
    }

    /// <summary>Once it is known whom it is for: whether the service is for them.</summary>
    /// <returns>Whether it is, as far as that has to be known; else it was asked, or refused with the reason.</returns>
    public async Task<bool> SettlePersonAsync(Exchange exchange, Wish wish, CancellationToken cancellation)
    {
        var service = exchange.Clinic.Service(wish.Service!.Value);
        if (service.Person is not { } rule)
            return true;
        var person = wish.Patient is { } patient ? (await identity.PeopleAsync(exchange, cancellation)).FirstOrDefault(p => p.Id == patient) : null;
        var (born, gender) = (person?.BirthDate ?? wish.BirthDate, person?.Gender ?? wish.Gender);
        if (!rule.Suits(born, gender, exchange.Clinic.LocalAt(wish.Chosen!.Start).Date))
        {
            await RefuseAsync(exchange, wish, nameof(BookingError.NotForPatient), cancellation);
            return false;
        }

        if (rule.AsksAge && born is null)
            return Ask(exchange, wish, rule, Asked.BirthDate, "birth_date");
        if (rule.Gender is null || gender is not null)
            return true;
        exchange.Reply.Offer(AgentTexts.Get("Quick.Female", exchange.Language), AgentTexts.Get("Quick.Male", exchange.Language));
        return Ask(exchange, wish, rule, Asked.Gender, "gender");
    }

    // of several it is said of whom
    static bool Ask(Exchange exchange, Wish wish, PersonRule rule, Asked asked, string slot)
    {
        var service = exchange.Clinic.Service(wish.Service!.Value).Name(exchange.Language);
        if (exchange.Frame.Wishes.Count > 1 && wish.Name is { Length: > 0 } name)
            exchange.Reply.Say($"Ask{asked}Of", service, ForWhom(exchange, rule), name).Did(AgentActKind.Request, slot);
        else
            exchange.Reply.Say($"Ask{asked}", service, ForWhom(exchange, rule)).Did(AgentActKind.Request, slot);
        (exchange.Frame.Asked, exchange.Frame.About) = (asked, wish.Key);
        return false;
    }

    /// <summary>Says why it is not booked here and lets the time go. Where nothing else is wished for, a person is offered.</summary>
    /// <param name="outcome">As the booking refused it.</param>
    public async Task RefuseAsync(Exchange exchange, Wish wish, string outcome, CancellationToken cancellation)
    {
        var (frame, reply) = (exchange.Frame, exchange.Reply);
        var service = exchange.Clinic.Service(wish.Service!.Value);
        if (outcome == nameof(BookingError.NotForPatient) && service.Person is { } rule)
            reply.Say("NotForPerson", service.Name(exchange.Language), ForWhom(exchange, rule));
        else
            reply.Say(outcome == nameof(BookingError.DeskOnly) ? "DeskOnly" : "CannotBook");
        await calendar.ReleaseAsync(wish, cancellation);
        frame.Wishes.Remove(wish);
        if (frame.Wishes.Count > 0)
            return;
        frame.Drop();
        frame.Asked = Asked.WantsPerson;
        reply.Say("OfferPerson").Offer(AgentTexts.Get("Quick.Person", exchange.Language)).Did(AgentActKind.NotifyFailure);
    }

    /// <summary>For women · for ages 4 to 14.</summary>
    static string ForWhom(Exchange exchange, PersonRule rule)
    {
        var language = exchange.Language;
        var age = (rule.MinAge, rule.MaxAge) switch
        {
            ({ } least, { } most) => AgentTexts.Get("Age.Between", language, Number(least), Number(most)),
            ({ } least, null) => AgentTexts.Get("Age.From", language, Number(least)),
            (null, { } most) => AgentTexts.Get("Age.To", language, Number(most)),
            _ => "",
        };
        var who = AgentTexts.Get(rule.Gender switch { Gender.Female => "For.Female", Gender.Male => "For.Male", _ => "For.Anybody" }, language);
        return age.Length == 0 ? who : $"{who} {age}";

        string Number(int years) => exchange.Number(years.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
