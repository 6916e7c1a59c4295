using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Patients.Identifiers;

/// <summary>Writes a person's national id, or takes it away. An Egyptian one must be possible, and fills the date of birth and the gender where they are not known.</summary>
public sealed class SaveNationalId(PatientWriter writer, NationalIds ids, TenantCatalogue catalogue, IDateTimeZoneProvider zones, TimeProvider clock)
{
    public const string Action = "patient.national_id.save";
    const string Egypt = "EG";

    /// <param name="Country">ISO 3166 alpha-2.</param>
    /// <param name="Number">As typed; null or empty takes it away.</param>
    /// <param name="Fill">Whether the date of birth and the gender that it says are taken over where there are none.</param>
    public sealed record Request(PatientId Patient, uint Version, string Country, string? Number, bool Fill = true);

    public async Task<Result<Guid, PatientsError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var today = await TodayAsync(cancellation);
        return await writer.SaveAsync(Action, request.Patient, async db =>
        {
            var plain = NationalIds.Plain(request.Number ?? "");
            if (plain.Length > 0 && (!NationalIds.IsOne(plain) || !IsCountry(request.Country) || request.Country == Egypt && EgyptianNationalId.Parse(plain, today) is null))
                return PatientsError.InvalidNationalId;
            if (await db.Set<Patient>().SingleOrDefaultAsync(p => p.Id == request.Patient && p.MergedInto == null, cancellation) is not { } patient)
                return PatientsError.NotFound;
            db.Entry(patient).Property(p => p.Version).OriginalValue = request.Version;
            (patient.NationalId, patient.NationalIdHash, patient.NationalIdCountry) = plain.Length == 0
                ? default((string?, byte[]?, string?))
                : (ids.Protect(plain), await ids.HashAsync(plain, cancellation), request.Country);
            if (request is { Fill: true, Country: Egypt } && EgyptianNationalId.Parse(plain, today) is { } says && CompletePatient.Fill(patient, says.BirthDate, says.Gender))
                await PatientKeys.RewriteAsync(db, patient, cancellation);
            return null;
        }, cancellation);
    }

    /// <summary>What a typed Egyptian number says, while it is typed.</summary>
    public async Task<EgyptianNationalId?> SaysAsync(string country, string? typed, CancellationToken cancellation) =>
        country == Egypt && typed is not null ? EgyptianNationalId.Parse(NationalIds.Plain(typed), await TodayAsync(cancellation)) : null;

    async Task<LocalDate> TodayAsync(CancellationToken cancellation)
    {
        var clinic = await catalogue.FindAsync(writer.Tenant.Id, cancellation) ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        return clock.GetUtcNow().ToInstant().InZone(zones[clinic.TimeZone]).Date;
    }

    static bool IsCountry(string country) => country.Length == 2 && country.All(char.IsAsciiLetterUpper);
}
