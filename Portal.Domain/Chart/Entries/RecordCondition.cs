using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Chart.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Entries;

/// <summary>A diagnosis or a problem goes on the patient's list, by a code or in words alone; or it is changed there: over, at rest, or back.</summary>
public sealed class RecordCondition(EntryWriter writer)
{
    /// <param name="Id">Null for a new one.</param>
    /// <param name="Version">Of the one that is changed, as it was read.</param>
    public sealed record Request(
        EntryId? Id, uint Version, PatientId Patient, EncounterId? Encounter, string? Code, CodeSystem? System, string Text, ConditionStatus Status, LocalDate? Onset, LocalDate? Abatement);

    public async Task<Result<Condition, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var code = EntryWriter.Kept(request.Code)?.ToUpperInvariant();
        if (!EntryWriter.IsText(request.Text, 400) || code?.Length > 32 || code is not null && request.System == CodeSystem.Icd10 && !Diagnoses.IsCode(code) || request.Onset > request.Abatement)
            return ChartError.Invalid;
        if (request.Id is { } id)
            return await writer.ChangeAsync<Condition>(request.Version, "condition.change", all => all.SingleOrDefaultAsync(c => c.Id == id, cancellation), Write, null, cancellation);
        var condition = new Condition(writer.Tenant.Id, EntryId.New(), request.Patient)
        {
            EncounterId = request.Encounter, Text = request.Text.Trim(), Status = request.Status, RecordedAt = writer.Now,
        };
        Write(condition);
        return await writer.AddAsync(condition, request.Encounter, "condition.record", cancellation);

        ChartError? Write(Condition to)
        {
            (to.Code, to.CodeSystem, to.Text, to.Status) = (code, code is null ? null : request.System ?? CodeSystem.Icd10, request.Text.Trim(), request.Status);
            (to.OnsetDate, to.AbatementDate) = (request.Onset, request.Status == ConditionStatus.Active ? null : request.Abatement);
            return null;
        }
    }
}
