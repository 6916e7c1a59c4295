using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;
using Portal.Domain.Platform.Text;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Model;

namespace Portal.Domain.Patients;

/// <summary>Changes who a patient is; the keys by which the person is found are rewritten in the same save.</summary>
public sealed class EditPatient(PatientWriter writer, TenantCatalogue catalogue, IDateTimeZoneProvider zones, TimeProvider clock)
{
    public const string Action = "patient.edit";
    public const int LongestName = 120, LongestAddress = 300, LongestFileNumber = 30;
    const int OldestAge = 121;

    /// <param name="Version">As it was read.</param>
    /// <param name="Phone">As typed; without a country it is the clinic's.</param>
    public sealed record Request(PatientId Patient, uint Version, string Name, string Phone, string Language)
    {
        public string? OtherName { get; init; }

        public LocalDate? BirthDate { get; init; }

        public Gender? Gender { get; init; }

        public string? Address { get; init; }

        public string? EmergencyName { get; init; }

        /// <summary>As typed.</summary>
        public string? EmergencyPhone { get; init; }

        public string? FileNumber { get; init; }
    }

    public async Task<Result<Guid, PatientsError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var clinic = await catalogue.FindAsync(writer.Tenant.Id, cancellation) ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        return await writer.SaveAsync(Action, request.Patient, async db =>
        {
            var (name, other) = (RegisterPatient.Tidy(request.Name), Text(request.OtherName));
            if (!RegisterPatient.IsName(name) || other is not null && !RegisterPatient.IsName(other))
                return PatientsError.InvalidName;
            if (Phones.Parse(request.Phone, clinic.Country) is not { } phone)
                return PatientsError.InvalidPhone;
            var emergency = Text(request.EmergencyPhone);
            if (emergency is not null && (emergency = Phones.Parse(emergency, clinic.Country)) is null)
                return PatientsError.InvalidPhone;
            if (IsTooLong(request))
                return PatientsError.TooLong;
            if (request.BirthDate is { } born && !IsPossible(born, clinic))
                return PatientsError.InvalidBirthDate;
            if (await db.Set<Patient>().SingleOrDefaultAsync(p => p.Id == request.Patient && p.MergedInto == null, cancellation) is not { } patient)
                return PatientsError.NotFound;
            db.Entry(patient).Property(p => p.Version).OriginalValue = request.Version;
            (patient.Name, patient.OtherName, patient.Phone) = (name, other, phone);
            (patient.BirthDate, patient.Gender) = (request.BirthDate, request.Gender);
            patient.Language = request.Language is "ar" or "en" ? request.Language : patient.Language;
            (patient.Address, patient.FileNumber) = (Text(request.Address), Text(request.FileNumber));
            (patient.EmergencyName, patient.EmergencyPhone) = (Text(request.EmergencyName), emergency);
            await PatientKeys.RewriteAsync(db, patient, cancellation);
            return null;
        }, cancellation);
    }

    static bool IsTooLong(Request request) =>
        Text(request.Address)?.Length > LongestAddress || Text(request.FileNumber)?.Length > LongestFileNumber || Text(request.EmergencyName)?.Length > LongestName;

    bool IsPossible(LocalDate born, Tenant clinic)
    {
        var today = clock.GetUtcNow().ToInstant().InZone(zones[clinic.TimeZone]).Date;
        return born <= today && born > today.PlusYears(-OldestAge);
    }

    static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : RegisterPatient.Tidy(typed);
}
