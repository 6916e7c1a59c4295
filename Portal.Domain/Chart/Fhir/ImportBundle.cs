using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Fhir.Reading;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Model;
using R4 = Hl7.Fhir.Model;

namespace Portal.Domain.Chart.Fhir;

/// <summary>
/// Takes one person's records out of a FHIR R4 bundle into the chart: all that can be read of them or, where something fails, none. What the chart
/// has from the same bundle already is not taken twice. For doctors and administrators.
/// </summary>
public sealed class ImportBundle(
    IDbContextFactory<PortalDbContext> contexts, TenantContext tenant, Caller caller, TenantCatalogue catalogue, RegisterPatient register, CompletePatient complete,
    IDateTimeZoneProvider zones, AuditTrail audit, TimeProvider clock)
{
    public const long MostBytes = 50 * 1024 * 1024;

    static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <param name="Bundle">Read to its end and not closed.</param>
    /// <param name="Patient">Whose chart it goes into; null where the bundle says who it is.</param>
    /// <param name="Phone">Of a patient who is registered now and whom the bundle gives none.</param>
    public sealed record Request(Stream Bundle, PatientId? Patient = null, string? Phone = null)
    {
        /// <summary>Is told how many bytes have been read.</summary>
        public IProgress<long>? Read { get; init; }
    }

    public async Task<Result<ImportedBundle, ImportError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator | StaffRole.Doctor))
            return await audit.RefuseAsync("chart.import", ImportError.Forbidden, "patient", request.Patient?.Value, cancellation);
        var bytes = await ReadAsync(request, cancellation);
        if (bytes is null)
            return ImportError.TooLarge;
        try
        {
            using var json = JsonDocument.Parse(bytes.Value, Lenient);
            return FhirBundle.From(json.RootElement) is { } bundle ? await ImportAsync(bundle, request, cancellation) : ImportError.NotABundle;
        }
        catch (JsonException)
        {
            return ImportError.Unreadable;
        }
    }

    static async Task<ReadOnlyMemory<byte>?> ReadAsync(Request request, CancellationToken cancellation)
    {
        using var all = new MemoryStream();
        var buffer = new byte[81_920];
        while (await request.Bundle.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            if (all.Length + read > MostBytes)
                return null;
            all.Write(buffer, 0, read);
            request.Read?.Report(all.Length);
        }

        ReadOnlyMemory<byte> bytes = all.GetBuffer().AsMemory(0, (int)all.Length);
        return bytes.Span.StartsWith("\ufeff"u8) ? bytes[3..] : bytes;
    }

    async Task<Result<ImportedBundle, ImportError>> ImportAsync(FhirBundle bundle, Request request, CancellationToken cancellation)
    {
        var clinic = await catalogue.FindAsync(tenant.Id, cancellation) ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        var about = WhoIsMeant(bundle, clinic);
        if (!about.Succeeded)
            return about.Error;
        var (entry, person) = about.Value;
        var began = clock.GetUtcNow().ToInstant();
        var whose = await PatientAsync(person, request, clinic, cancellation);
        if (!whose.Succeeded)
            return whose.Error;

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // the same file sent twice at once is taken once
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"chart.import:{tenant.Id}:{whose.Value}"}, 0))", cancellation);
        var patient = await db.Set<Patient>().SingleAsync(p => p.Id == whose.Value, cancellation);
        if (!person.MayBeBorn(patient.BirthDate))
            return ImportError.BirthDateDiffers;
        if (person.Gender is { } said && patient.Gender is { } known && said != known)
            return ImportError.GenderDiffers;

        var now = clock.GetUtcNow().ToInstant();
        var sink = new RecordSink(bundle, tenant.Id, patient.Id, zones[clinic.TimeZone], now, caller.UserId ?? UserId.From(Guid.Empty))
        {
            Known = await KnownRecords.OfAsync(db, await PersonIds.OfAsync(db, patient.Id, cancellation), cancellation),
        };
        RecordReader.Read(bundle, sink, entry);
        db.AddRange(sink.Records);
        db.AddRange(sink.Amendments);
        var (kept, left, examples) = sink.Tally();
        audit.Add(db, "chart.import", "patient", patient.Id.Value, new { added = sink.Records.Count, already = kept.Sum(k => k.Already), skipped = left.Sum(l => l.Count) });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        // what was not known of somebody who was named; one who was registered has it from the beginning
        if (request.Patient is not null)
            await complete.ExecuteAsync(new(patient.Id, person.WholeBirthDate, person.Gender), cancellation);
        return new ImportedBundle(PatientSummary.Of(patient), request.Patient is null && patient.CreatedAt >= began, kept, left, examples);
    }

    static Result<(FhirEntry? Entry, FhirPerson Person), ImportError> WhoIsMeant(FhirBundle bundle, Tenant clinic)
    {
        var people = bundle.Entries.Where(entry => entry.Type == "Patient").DistinctBy(entry => entry.SourceId).ToList();
        if (people.Count > 1)
            return ImportError.SeveralPatients;
        if (people is [var one])
            return FhirJson.Read(one.Json) is R4.Patient patient ? (one, FhirPerson.From(patient, clinic.Country)) : ImportError.NoPatient;
        // what a server was asked for need not have the patient in it; whose it is, is the caller's word, but it is one person's
        var subjects = bundle.Entries.Select(SubjectOf).OfType<string>().Distinct(StringComparer.Ordinal).Take(2).Count();
        return subjects switch
        {
            0 => ImportError.NoPatient,
            1 => (null, new FhirPerson(null, null, null, null, null, null)),
            _ => ImportError.SeveralPatients,
        };
    }

    static string? SubjectOf(FhirEntry entry) =>
        (entry.Json.TryGetProperty("subject", out var who) || entry.Json.TryGetProperty("patient", out who)) && who.ValueKind == JsonValueKind.Object ? who.Text("reference") : null;

    async Task<Result<PatientId, ImportError>> PatientAsync(FhirPerson person, Request request, Tenant clinic, CancellationToken cancellation)
    {
        if (request.Patient is { } named)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            // of one that was merged, the record that stands
            return await PersonIds.OfAsync(db, named, cancellation) is [var standing, ..] ? standing : ImportError.PatientUnknown;
        }

        if (person.Name is null)
            return ImportError.NameMissing;
        if ((FhirValues.Tidy(request.Phone) ?? person.Phone) is not { } phone)
            return ImportError.PhoneMissing;
        var registered = await register.ExecuteAsync(new(person.Name, phone, person.Language ?? clinic.DefaultLanguage) { BirthDate = person.WholeBirthDate, Gender = person.Gender }, cancellation);
        return registered.Succeeded ? registered.Value.Id : registered.Error switch
        {
            RegisterPatientError.InvalidName => ImportError.NameMissing,
            RegisterPatientError.InvalidPhone => ImportError.PhoneWrong,
            _ => ImportError.Forbidden,
        };
    }
}
