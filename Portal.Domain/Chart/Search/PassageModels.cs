using Npgsql;
using Portal.Domain.Auditing;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Chart.Search;

/// <summary>
/// What made the vectors that this scope's tenant is searched by. It reads every passage, so a page asks once and not by the second.
/// After another model was configured, the older vectors are made anew by the hour, or with a rebuild.
/// </summary>
public sealed class PassageModels(NpgsqlDataSource database, TenantContext tenant, PassageSearch search, Caller caller, AuditTrail audit)
{
    /// <param name="Current">What makes vectors now.</param>
    /// <param name="Offline">That is the Portal itself, and no model outside.</param>
    /// <param name="Passages">All there are.</param>
    /// <param name="Older">Of those, the ones whose vectors another model made: they are found by their words alone.</param>
    public sealed record Answer(string Current, bool Offline, long Passages, IReadOnlyList<Older> Older);

    public sealed record Older(string Model, long Passages);

    public async Task<Result<Answer, PassageError>> ExecuteAsync(CancellationToken cancellation)
    {
        if (!caller.IsAny(StaffRole.Administrator | StaffRole.Operator))
            return await audit.RefuseAsync("passages.health", PassageError.Forbidden, cancellation: cancellation);
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new("select model, count(*) from chart_passages group by model order by 2 desc, 1"));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var models = await reader.NextRowsAsync(row => new Older(row.GetString(0), row.GetInt64(1)), cancellation);
        return new Answer(search.Model, search.IsLexical, models.Sum(model => model.Passages), models.FindAll(model => model.Model != search.Model));
    }
}
