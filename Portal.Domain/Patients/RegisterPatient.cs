using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;
using Portal.Domain.Platform.Text;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Patients;

public enum RegisterPatientError
{
    InvalidName,
    InvalidPhone,

    /// <summary>A patient registers people on their own proved phone alone.</summary>
    Forbidden,
}

/// <summary>
/// Makes a person known to the clinic, or finds them where the same phone already has the same name. A visitor may claim a name and a
/// phone, because a proposed booking needs somebody to be for; nothing about the person is told back that the visitor did not say.
/// </summary>
public sealed class RegisterPatient(
    IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, TenantCatalogue catalogue, AuditTrail audit, TimeProvider clock)
{
    /// <param name="Phone">As typed; without a country it is the clinic's.</param>
    /// <param name="Language"><c>ar</c> or <c>en</c>; anything else is the clinic's own.</param>
    public sealed record Request(string Name, string Phone, string Language)
    {
        /// <summary>Of a person that is found, only what was not known; a visitor, who has proved nothing, adds nothing to a record that is there.</summary>
        public LocalDate? BirthDate { get; init; }

        /// <inheritdoc cref="BirthDate"/>
        public Gender? Gender { get; init; }
    }

    public async Task<Result<PatientSummary, RegisterPatientError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var clinic = await catalogue.FindAsync(tenant.Id, cancellation) ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        var name = Tidy(request.Name);
        if (!IsName(name))
            return RegisterPatientError.InvalidName;
        if (Phones.Parse(request.Phone, clinic.Country) is not { } phone)
            return RegisterPatientError.InvalidPhone;
        if (caller.Kind == CallerKind.Patient && caller.Phone != phone)
            return await audit.RefuseAsync("patient.register", RegisterPatientError.Forbidden, cancellation: cancellation);

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // two forms sent at once make one patient
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"patient:{tenant.Id}:{phone}"}, 0))", cancellation);
        var folded = NameFolding.Fold(name);
        var same = (await db.Set<Patient>().AsTracking().Where(p => p.Phone == phone).OrderBy(p => p.Id).ToListAsync(cancellation))
            .Find(p => NameFolding.Fold(p.Name) == folded);
        if (same is not null)
        {
            // found in a record that was merged: the one that stands is meant
            var person = same.MergedInto is { } standing ? await db.Set<Patient>().AsTracking().SingleAsync(p => p.Id == standing, cancellation) : same;
            if (caller.Kind != CallerKind.Visitor && CompletePatient.Fill(person, request.BirthDate, request.Gender))
            {
                await PatientKeys.RewriteAsync(db, person, cancellation);
                audit.Add(db, "patient.complete", "patient", person.Id.Value);
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
            }

            return PatientSummary.Of(person);
        }

        var patient = new Patient(tenant.Id, PatientId.New())
        {
            Name = name, Phone = phone, CreatedAt = clock.GetUtcNow().ToInstant(),
            Language = request.Language is "ar" or "en" ? request.Language : clinic.DefaultLanguage, BirthDate = request.BirthDate, Gender = request.Gender,
        };
        db.Add(patient);
        db.AddRange(PatientKeys.Of(patient));
        audit.Add(db, "patient.register", "patient", patient.Id.Value);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return PatientSummary.Of(patient);
    }

    /// <summary>Whether a text can be a person's name: two letters at least, 120 characters at most.</summary>
    public static bool IsName(string? typed) => typed is not null && Tidy(typed) is { Length: <= 120 } name && name.Count(char.IsLetter) >= 2;

    internal static string Tidy(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
