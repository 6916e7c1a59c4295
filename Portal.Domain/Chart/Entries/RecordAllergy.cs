using Microsoft.EntityFrameworkCore;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Entries;

/// <summary>What a patient does not bear; or that it has gone, or was found to be none. It is shown wherever the patient is.</summary>
public sealed class RecordAllergy(EntryWriter writer)
{
    /// <param name="Id">Null for a new one.</param>
    /// <param name="Version">Of the one that is changed, as it was read.</param>
    public sealed record Request(
        EntryId? Id, uint Version, PatientId Patient, string Substance, AllergyKind Kind, AllergyCriticality Criticality, string? Reaction, AllergyStatus Status);

    public async Task<Result<AllergyIntolerance, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (!EntryWriter.IsText(request.Substance, 200) || !EntryWriter.Fits(request.Reaction, 400))
            return ChartError.Invalid;
        if (request.Id is { } id)
            return await writer.ChangeAsync<AllergyIntolerance>(request.Version, "allergy.change", all => all.SingleOrDefaultAsync(a => a.Id == id, cancellation), Write, null, cancellation);
        var allergy = new AllergyIntolerance(writer.Tenant.Id, EntryId.New(), request.Patient)
        {
            Substance = request.Substance.Trim(), Kind = request.Kind, Criticality = request.Criticality, Status = request.Status, RecordedAt = writer.Now,
        };
        Write(allergy);
        return await writer.AddAsync(allergy, null, "allergy.record", cancellation);

        ChartError? Write(AllergyIntolerance to)
        {
            (to.Substance, to.Kind, to.Criticality, to.Reaction, to.Status) = (request.Substance.Trim(), request.Kind, request.Criticality, EntryWriter.Kept(request.Reaction), request.Status);
            return null;
        }
    }
}
