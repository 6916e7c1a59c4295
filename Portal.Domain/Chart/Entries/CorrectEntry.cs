using Microsoft.EntityFrameworkCore;
using Portal.Domain.Chart.Model;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Entries;

/// <summary>The kinds of entry that a chart has, as far as they are shown and corrected one by one.</summary>
public enum ChartEntryKind
{
    Encounter,
    Condition,
    Allergy,
    Medication,
    Observation,
    Immunization,
    Procedure,
}

/// <summary>Marks an entry as made in error: it is no longer part of the record, and stays in its history with who said so and why.</summary>
public sealed class CorrectEntry(EntryWriter writer)
{
    public sealed record Request(ChartEntryKind Kind, Guid Id, uint Version, string Reason);

    public Task<Result<Done, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        var (entry, visit) = (EntryId.From(request.Id), EncounterId.From(request.Id));
        return request.Kind switch
        {
            ChartEntryKind.Encounter => MarkAsync<Encounter>(request, all => all.SingleOrDefaultAsync(e => e.Id == visit, cancellation), cancellation),
            ChartEntryKind.Condition => MarkAsync<Condition>(request, all => all.SingleOrDefaultAsync(e => e.Id == entry, cancellation), cancellation),
            ChartEntryKind.Allergy => MarkAsync<AllergyIntolerance>(request, all => all.SingleOrDefaultAsync(e => e.Id == entry, cancellation), cancellation),
            ChartEntryKind.Medication => MarkAsync<MedicationStatement>(request, all => all.SingleOrDefaultAsync(e => e.Id == entry, cancellation), cancellation),
            ChartEntryKind.Observation => MarkAsync<Observation>(request, all => all.SingleOrDefaultAsync(e => e.Id == entry, cancellation), cancellation),
            ChartEntryKind.Immunization => MarkAsync<Immunization>(request, all => all.SingleOrDefaultAsync(e => e.Id == entry, cancellation), cancellation),
            _ => MarkAsync<Procedure>(request, all => all.SingleOrDefaultAsync(e => e.Id == entry, cancellation), cancellation),
        };
    }

    async Task<Result<Done, ChartError>> MarkAsync<T>(Request request, Func<IQueryable<T>, Task<T?>> find, CancellationToken cancellation) where T : ChartRecord
    {
        if (!EntryWriter.IsText(request.Reason, 400))
            return ChartError.Invalid;
        var marked = await writer.ChangeAsync(request.Version, "entry.correct", find, Mark, new { kind = request.Kind.ToString(), entry = request.Id, reason = request.Reason.Trim() }, cancellation);
        return marked.Succeeded ? Done.Now : marked.Error;
    }

    static ChartError? Mark(ChartRecord entry)
    {
        entry.EnteredInError = true;
        return null;
    }
}
