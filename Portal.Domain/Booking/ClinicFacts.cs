using NodaTime;
using Portal.Domain.Booking.Model;

namespace Portal.Domain.Booking;

/// <summary>What a clinic's public pages say of what can be booked there.</summary>
/// <param name="Services">Those that somebody offers, in the clinic's order.</param>
/// <param name="Practitioners">In the clinic's order.</param>
public sealed record ClinicFacts(IReadOnlyList<ServiceFacts> Services, IReadOnlyList<PractitionerFacts> Practitioners)
{
    public ServiceFacts? Find(ServiceId id) => Services.FirstOrDefault(service => service.Id == id);

    public PractitionerFacts? Find(PractitionerId id) => Practitioners.FirstOrDefault(practitioner => practitioner.Id == id);

    public IReadOnlyList<PractitionerFacts> OfferedBy(ServiceFacts service) => [.. service.Practitioners.Select(Find).OfType<PractitionerFacts>()];
}

/// <param name="Minutes">Length without buffers.</param>
/// <param name="Price">In the tenant's currency; null where it is told at the desk.</param>
public sealed record ServiceFacts(
    ServiceId Id, string NameAr, string NameEn, string? DescriptionAr, string? DescriptionEn, int Minutes, decimal? Price, IReadOnlyList<PractitionerId> Practitioners)
{
    public string Name(string language) => language == "ar" ? NameAr : NameEn;

    public string? Description(string language) => language == "ar" ? DescriptionAr : DescriptionEn;
}

public sealed record PractitionerFacts(PractitionerId Id, string NameAr, string NameEn, string? SpecialtyAr, string? SpecialtyEn)
{
    public string Name(string language) => language == "ar" ? NameAr : NameEn;

    public string? Specialty(string language) => language == "ar" ? SpecialtyAr : SpecialtyEn;
}

/// <summary>When the doors are open on one day of the clinic: the union of its practitioners' windows.</summary>
public sealed record OpenToday(IReadOnlyList<Interval> Windows);
