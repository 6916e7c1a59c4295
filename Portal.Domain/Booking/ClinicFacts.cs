using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;

namespace Portal.Domain.Booking;

/// <summary>What a clinic's public pages say of what can be booked there.</summary>
/// <param name="Services">Those that somebody offers, in the clinic's order.</param>
/// <param name="Practitioners">In the clinic's order.</param>
public sealed record ClinicFacts(IReadOnlyList<ServiceFacts> Services, IReadOnlyList<PractitionerFacts> Practitioners)
{
    /// <summary>Those that are not closed, in the clinic's order; empty in a clinic with one address.</summary>
    public IReadOnlyList<BranchFacts> Branches { get; init; } = [];

    public ServiceFacts? Find(ServiceId id) => Services.FirstOrDefault(service => service.Id == id);

    public PractitionerFacts? Find(PractitionerId id) => Practitioners.FirstOrDefault(practitioner => practitioner.Id == id);

    public BranchFacts? FindBranch(Guid? id) => id is null ? null : Branches.FirstOrDefault(branch => branch.Id == id);

    /// <param name="branch">Those alone who work there too; null for all.</param>
    public IReadOnlyList<PractitionerFacts> OfferedBy(ServiceFacts service, Guid? branch = null) =>
        [.. service.Practitioners.Select(Find).OfType<PractitionerFacts>().Where(practitioner => practitioner.WorksAt(branch))];

    /// <summary>The branches where the service is given and somebody who gives it works. Who books chooses where there are two or more.</summary>
    public IReadOnlyList<BranchFacts> BranchesOf(ServiceFacts service) => [.. Branches.Where(branch => service.Branches.Contains(branch.Id))];
}

/// <param name="Minutes">Length without buffers.</param>
/// <param name="Price">In the tenant's currency; null where it is told at the desk.</param>
public sealed record ServiceFacts(
    ServiceId Id, string NameAr, string NameEn, string? DescriptionAr, string? DescriptionEn, int Minutes, decimal? Price, IReadOnlyList<PractitionerId> Practitioners)
{
    /// <summary>Length of a patient's first visit to the clinic, where it differs.</summary>
    public int? NewPatientMinutes { get; init; }

    /// <summary>Whether who books has to say if it is a first visit, for it takes another time.</summary>
    public bool AsksFirstVisit => NewPatientMinutes is { } minutes && minutes != Minutes;

    public RevisitRule? Revisit { get; init; }

    /// <summary>Whom it is for; null for anybody.</summary>
    public PersonRule? Person { get; init; }

    /// <summary>Asked for in advance, in the tenant's currency.</summary>
    public decimal? Deposit { get; init; }

    /// <summary>Where it is given and somebody who gives it works.</summary>
    public IReadOnlyList<Guid> Branches { get; init; } = [];

    public string Name(string language) => language == "ar" ? NameAr : NameEn;

    public string? Description(string language) => language == "ar" ? DescriptionAr : DescriptionEn;
}

public sealed record PractitionerFacts(PractitionerId Id, string NameAr, string NameEn, string? SpecialtyAr, string? SpecialtyEn)
{
    /// <summary>The branches of their hours, usual ones and those of seasons.</summary>
    public IReadOnlyList<Guid> Branches { get; init; } = [];

    /// <summary>Also where none of their hours names a branch.</summary>
    public bool WorksAt(Guid? branch) => branch is not { } there || Branches.Count == 0 || Branches.Contains(there);

    public string Name(string language) => language == "ar" ? NameAr : NameEn;

    public string? Specialty(string language) => language == "ar" ? SpecialtyAr : SpecialtyEn;
}

/// <summary>A branch of the clinic, as patients know it.</summary>
public sealed record BranchFacts(Guid Id, string NameAr, string NameEn, string? AddressAr, string? AddressEn)
{
    public string Name(string language) => language == "ar" ? NameAr : NameEn;

    public string? Address(string language) => language == "ar" ? AddressAr : AddressEn;

    /// <summary>Name and address in one line.</summary>
    public string Line(string language) => Address(language) is { Length: > 0 } address ? Name(language) + (language == "ar" ? "، " : ", ") + address : Name(language);
}

/// <summary>When the doors are open on one day of the clinic: the union of its practitioners' windows.</summary>
public sealed record OpenToday(IReadOnlyList<Interval> Windows);
