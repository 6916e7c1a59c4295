using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Chart.Search;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Reading;

/// <summary>All of a record in the order of its days, the newest first: what the passages say, so that the time line and an answer never differ.</summary>
public sealed class ReadTimeline(IDbContextFactory<PortalDbContext> contexts, ChartAccess access)
{
    public const int Page = 60;

    /// <param name="Kinds">Empty for all.</param>
    /// <param name="Before">The last one of the page before; null for the first page.</param>
    public sealed record Request(PatientId Patient, IReadOnlyCollection<SourceKind> Kinds, Place? Before);

    public sealed record Place(LocalDate Date, Guid Id);

    public sealed record Line(Guid Id, SourceKind Kind, Guid Source, int Part, LocalDate Date, string Text)
    {
        public Place Place => new(Date, Id);

        /// <inheritdoc cref="PassageBody.Of"/>
        public string Body => PassageBody.Of(Text, Date);
    }

    /// <returns>Fewer than <see cref="Page"/> where there are no more.</returns>
    public async Task<Result<IReadOnlyList<Line>, ChartError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (await access.RequireAsync(request.Patient, "chart.timeline", cancellation) is { } refused)
            return refused;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var person = await PersonIds.OfAsync(db, request.Patient, cancellation);
        var passages = db.Set<ChartPassage>().Where(p => person.Contains(p.PatientId) && p.Dated != null);
        if (request.Kinds.Count > 0)
            passages = passages.Where(p => request.Kinds.Contains(p.SourceKind));
        if (request.Before is { } before)
            passages = passages.Where(p => p.Dated < before.Date || p.Dated == before.Date && p.Id.CompareTo(before.Id) < 0);
        return await passages.OrderByDescending(p => p.Dated).ThenByDescending(p => p.Id).Take(Page)
            .Select(p => new Line(p.Id, p.SourceKind, p.SourceId, p.Part, p.Dated!.Value, p.Text)).ToListAsync(cancellation);
    }
}
