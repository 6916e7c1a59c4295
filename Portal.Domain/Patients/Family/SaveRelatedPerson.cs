using Microsoft.EntityFrameworkCore;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;
using Portal.Domain.Platform.Text;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Patients.Family;

/// <summary>Says who belongs to a patient and may act for them, or changes it.</summary>
public sealed class SaveRelatedPerson(PatientWriter writer, TenantCatalogue catalogue)
{
    public const string Action = "patient.related.save";

    /// <param name="Id">Null for a new one.</param>
    /// <param name="Other">Who is a patient here too; else a name says who.</param>
    /// <param name="Phone">As typed; of who is no patient.</param>
    public sealed record Request(PatientId Patient, Guid? Id, uint? Version, RelationKind Kind, PatientId? Other, string? Name, string? Phone, bool MayAct);

    /// <returns>The relation's id.</returns>
    public async Task<Result<Guid, PatientsError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var clinic = await catalogue.FindAsync(writer.Tenant.Id, cancellation) ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        var id = request.Id ?? Guid.CreateVersion7();
        var saved = await writer.SaveAsync(Action, request.Patient, async db =>
        {
            var name = request.Other is null ? RegisterPatient.Tidy(request.Name ?? "") : null;
            if (name is not null && !RegisterPatient.IsName(name))
                return PatientsError.InvalidName;
            var phone = request.Other is null && !string.IsNullOrWhiteSpace(request.Phone) ? Phones.Parse(request.Phone, clinic.Country) ?? "" : null;
            if (phone?.Length == 0)
                return PatientsError.InvalidPhone;
            if (request.Other is { } other && (await PersonIds.OfAsync(db, request.Patient, cancellation)).Contains(other))
                return PatientsError.SamePerson;
            var related = await db.Set<RelatedPerson>().SingleOrDefaultAsync(r => r.Id == id, cancellation);
            if (related is null && request.Version is not null)
                return PatientsError.NotFound;
            if (related is null)
                db.Add(related = new(writer.Tenant.Id, id, request.Patient) { Kind = request.Kind });
            else
                db.Entry(related).Property(r => r.Version).OriginalValue = request.Version ?? 0;
            (related.Kind, related.OtherId, related.Name, related.Phone, related.MayAct) = (request.Kind, request.Other, name, phone, request.MayAct);
            return null;
        }, cancellation);
        return saved.Succeeded ? id : saved.Error;
    }
}
