using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Auditing.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Booking.Outside;

/// <summary>What the references of schedules, times and appointments point to, as little of it as a reference needs.</summary>
public sealed class ReadNamed(IDbContextFactory<PortalDbContext> contexts, Caller caller, AuditTrail audit)
{
    public sealed record Person(Guid Id, string Name, string Phone, Gender? Gender, LocalDate? BirthDate);

    /// <summary>A room, or a branch with its address.</summary>
    /// <param name="Within">The branch that a room is in.</param>
    public sealed record Place(Guid Id, bool IsRoom, string NameAr, string NameEn, string? AddressAr, string? AddressEn, Guid? Within, bool Active)
    {
        public string Name(string language) => language == "ar" ? NameAr : NameEn;

        public string? Address(string language) => language == "ar" ? AddressAr : AddressEn;
    }

    public sealed record Offered(Guid Id, string NameAr, string NameEn, string? DescriptionAr, string? DescriptionEn, bool Active)
    {
        public string Name(string language) => language == "ar" ? NameAr : NameEn;

        public string? Description(string language) => language == "ar" ? DescriptionAr : DescriptionEn;
    }

    /// <summary>A patient who has an appointment: what the token may read leads to nobody else.</summary>
    public Task<Result<Person, OutsideError>> PatientAsync(PatientId id, CancellationToken cancellation) =>
        OneAsync("fhir.patient.read", "patient", id.Value, ApiScopes.AppointmentRead, db =>
            db.Set<Patient>().Where(p => p.Id == id && db.Set<Appointment>().Any(a => a.PatientId == p.Id)).Select(p => new Person(p.Id.Value, p.Name, p.Phone, p.Gender, p.BirthDate)).SingleOrDefaultAsync(cancellation), cancellation);

    public Task<Result<Offered, OutsideError>> PractitionerAsync(PractitionerId id, CancellationToken cancellation) =>
        OneAsync("fhir.practitioner.read", "practitioner", id.Value, ApiScopes.None, db =>
            db.Set<Practitioner>().Where(p => p.Id == id).Select(p => new Offered(p.Id.Value, p.NameAr, p.NameEn, p.SpecialtyAr, p.SpecialtyEn, !p.Retired)).SingleOrDefaultAsync(cancellation), cancellation);

    public Task<Result<Offered, OutsideError>> ServiceAsync(ServiceId id, CancellationToken cancellation) =>
        OneAsync("fhir.service.read", "service", id.Value, ApiScopes.None, db =>
            db.Set<Service>().Where(s => s.Id == id).Select(s => new Offered(s.Id.Value, s.NameAr, s.NameEn, s.DescriptionAr, s.DescriptionEn, !s.Retired)).SingleOrDefaultAsync(cancellation), cancellation);

    public Task<Result<Place, OutsideError>> PlaceAsync(Guid id, CancellationToken cancellation) =>
        OneAsync("fhir.location.read", "location", id, ApiScopes.None, async db =>
            await db.Set<Resource>().Where(r => r.Id == id && r.Kind == ResourceKind.Room).Select(r => new Place(r.Id, true, r.NameAr, r.NameEn, null, null, r.LocationId, !r.Retired)).SingleOrDefaultAsync(cancellation)
            ?? await db.Set<Location>().Where(l => l.Id == id).Select(l => new Place(l.Id, false, l.NameAr, l.NameEn, l.AddressAr, l.AddressEn, null, !l.Retired)).SingleOrDefaultAsync(cancellation), cancellation);

    // with no scope named, any token will do: names of doctors and services stand on the clinic's own page
    async Task<Result<T, OutsideError>> OneAsync<T>(
        string action, string kind, Guid id, ApiScopes scope, Func<PortalDbContext, Task<T?>> read, CancellationToken cancellation) where T : class
    {
        if (!caller.May(scope))
            return await audit.RefuseAsync(action, OutsideError.Forbidden, kind, id, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await read(db) is not { } found)
            return await audit.RefuseAsync(action, OutsideError.NotFound, kind, id, cancellation);
        await audit.RecordAsync(action, AuditEntry.Done, kind, id, null, cancellation);
        return found;
    }
}
