using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;

namespace Portal.Features.Booking.Book;

/// <summary>A question of the booking, in the order they are asked.</summary>
public enum BookingStep
{
    Service,

    /// <summary>Is it the first visit? Only where that takes another time, and nobody is signed in who is known.</summary>
    Visit,

    /// <summary>Only where there are several.</summary>
    Branch,

    /// <summary>Only where there are several.</summary>
    Doctor,
    Time,
    Details,
}

/// <summary>Which questions a booking of one service asks this visitor, and what is known already.</summary>
/// <param name="Choice">As far as it was answered, and what was answered can be.</param>
/// <param name="Known">The people of the phone that is signed in.</param>
public sealed record BookingPath(ClinicFacts Facts, ServiceFacts Service, BookingChoice Choice, VisitPlan Plan, bool AsksVisit, IReadOnlyList<KnownVisits.Known> Known)
{
    /// <summary>Those to choose between; none where there is no choice.</summary>
    public IReadOnlyList<BranchFacts> Branches => Facts.BranchesOf(Service) is { Count: > 1 } several ? several : [];

    public IReadOnlyList<PractitionerFacts> Doctors => Facts.OfferedBy(Service, Choice.Branch);

    public BranchFacts? Branch => Facts.FindBranch(Choice.Branch);

    /// <summary>The one person of the phone that is signed in; null where there are several, or none.</summary>
    public KnownVisits.Known? Only => Known is [var only] ? only : null;

    IReadOnlyList<BookingStep> Steps =>
        [.. Enum.GetValues<BookingStep>().Where(step => step switch
        {
            BookingStep.Visit => AsksVisit,
            BookingStep.Branch => Branches.Count > 0,
            BookingStep.Doctor => Service.Practitioners.Count > 1,
            _ => true,
        })];

    public int Count => Steps.Count;

    public int NumberOf(BookingStep step) => Steps.Count(s => s <= step);

    /// <summary>The address of the step before.</summary>
    public string Before(BookingStep step, PractitionerId? doctor = null) => Steps.Last(s => s < step) switch
    {
        BookingStep.Visit => BookingLinks.ToVisit(Service.Id),
        BookingStep.Branch => BookingLinks.ToBranch(Service.Id, Choice),
        BookingStep.Doctor => BookingLinks.ToDoctor(Service.Id, Choice),
        BookingStep.Time => BookingLinks.ToTimes(Service.Id, doctor, Choice),
        _ => BookingLinks.Services,
    };

    /// <summary>The address of the first question before <paramref name="step"/> that has no answer yet; null where all have.</summary>
    public string? Unanswered(BookingStep step) =>
        step > BookingStep.Visit && AsksVisit && Choice.First is null ? BookingLinks.ToVisit(Service.Id)
        : step > BookingStep.Branch && Branches.Count > 0 && Choice.Branch is null ? BookingLinks.ToBranch(Service.Id, Choice)
        : null;

    /// <summary>Where to go with a further answer.</summary>
    public string Next(BookingChoice choice)
    {
        var then = this with { Choice = choice };
        return then.Unanswered(BookingStep.Doctor) ?? (then.Doctors is [var only] ? BookingLinks.ToTimes(Service.Id, only.Id, choice) : BookingLinks.ToDoctor(Service.Id, choice));
    }
}

/// <summary>Reads the path of a booking for who asks.</summary>
sealed class BookingPaths(ClinicPage page, KnownVisits known)
{
    /// <returns>Null where the service is not offered.</returns>
    public async Task<BookingPath?> ReadAsync(ServiceId id, BookingChoice choice, CancellationToken cancellation)
    {
        var facts = await page.ExecuteAsync(cancellation);
        if (facts.Find(id) is not { } service)
            return null;
        if (!service.Branches.Contains(choice.Branch ?? Guid.Empty) || facts.BranchesOf(service).Count < 2)
            choice = choice with { Branch = null };
        var people = await known.ExecuteAsync(id, cancellation);
        var (asks, plan) = Plan(service, people, choice.First);
        return new(facts, service, asks ? choice : choice with { First = null }, plan, asks, people);
    }

    // of one person all is known; of several who are alike in this, what matters for the times
    static (bool Asks, VisitPlan Plan) Plan(ServiceFacts service, IReadOnlyList<KnownVisits.Known> people, bool? first)
    {
        if (people is [var only])
            return (false, only.Plan);
        var kinds = people.Select(person => person.Plan.Mostly).Distinct().ToArray();
        if (kinds is [var same])
            return (false, VisitPlan.Said(same));
        return (service.AsksFirstVisit, VisitPlan.Said(first == true ? VisitKind.New : VisitKind.Returning));
    }
}
