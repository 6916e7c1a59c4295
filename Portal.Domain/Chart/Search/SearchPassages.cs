using NodaTime;
using Portal.Domain.Auditing;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Search;

/// <summary>Finds what one person's record says of something. For doctors; each search leaves a row in the audit trail, without its words.</summary>
public sealed class SearchPassages(PassageSearch search, Caller caller, AuditTrail audit)
{
    public const int Most = 50;

    /// <param name="Patients">All ids of the one person; the first is named in the audit trail.</param>
    public sealed record Request(
        IReadOnlyList<PatientId> Patients, string Question, int Most = 8, IReadOnlyCollection<SourceKind>? Kinds = null, LocalDate? From = null, LocalDate? To = null);

    public async Task<Result<IReadOnlyList<PassageFound>, PassageError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        Guid? subject = request.Patients.Count > 0 ? request.Patients[0].Value : null;
        if (!caller.IsAny(StaffRole.Doctor))
            return await audit.RefuseAsync("chart.search", PassageError.Forbidden, "patient", subject, cancellation);
        await audit.RecordAsync("chart.search", "done", "patient", subject, cancellation: cancellation);
        var found = await search.FindAsync(
            new(request.Patients, request.Kinds, request.From, request.To), request.Question, Math.Clamp(request.Most, 1, Most), cancellation);
        return Result(found);
    }

    static Result<IReadOnlyList<PassageFound>, PassageError> Result(IReadOnlyList<PassageFound> found) => found.ToList();
}
