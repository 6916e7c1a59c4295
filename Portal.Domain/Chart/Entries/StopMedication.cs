using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Chart.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Entries;

/// <summary>A medicine is taken no longer: stopped, or taken to its planned end.</summary>
public sealed class StopMedication(EntryWriter writer)
{
    public sealed record Request(EntryId Id, uint Version, LocalDate On, bool Completed = false);

    public Task<Result<MedicationStatement, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation) =>
        writer.ChangeAsync<MedicationStatement>(request.Version, "medication.stop", all => all.SingleOrDefaultAsync(m => m.Id == request.Id, cancellation), medication =>
        {
            if (medication.Status != MedicationStatus.Active)
                return ChartError.ChangedMeanwhile;
            if (request.On < medication.StartedOn)
                return ChartError.Invalid;
            (medication.Status, medication.EndedOn) = (request.Completed ? MedicationStatus.Completed : MedicationStatus.Stopped, request.On);
            return null;
        }, null, cancellation);
}
