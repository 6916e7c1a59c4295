using System.Globalization;
using System.Text;
using NodaTime;
using Npgsql;
using Portal.Domain.Auditing.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;

namespace Portal.Domain.Auditing;

public enum AuditOutcome
{
    Done,

    /// <summary>Not done, for whatever reason.</summary>
    Refused,
}

/// <summary>What is wanted of the trail; what is null is not asked for.</summary>
public sealed record AuditFilter
{
    public UserId? Actor { get; init; }

    public AuditGroup? Group { get; init; }

    public IReadOnlyList<string>? Actions { get; init; }

    /// <summary>Any of these; an empty list finds nothing.</summary>
    public IReadOnlyList<Guid>? Subjects { get; init; }

    public AuditOutcome? Outcome { get; init; }

    public Instant? From { get; init; }

    /// <summary>Not itself within.</summary>
    public Instant? To { get; init; }

    public Guid? Entry { get; init; }
}

/// <summary>The last entry that was read: what is older comes next, whatever was written meanwhile.</summary>
public readonly record struct AuditCursor(Instant At, Guid Id);

/// <summary>One entry as it stands in the trail; names are given to it by who reads.</summary>
public sealed record AuditRow(Guid Id, Instant At, CallerKind ActorKind, UserId? Actor, string Action, string Outcome, string? SubjectKind, Guid? Subject)
{
    public bool Refused => Outcome != AuditEntry.Done;

    public AuditCursor Cursor => new(At, Id);
}

/// <summary>
/// Finds entries of the trail, the newest first, a page at a time. For administrators; and reading the trail stands in it. Each way to ask has an index: by time,
/// by who acted, by whom it is about.
/// </summary>
public sealed class SearchAudit(NpgsqlDataSource database, TenantContext tenant, Caller caller, AuditTrail audit)
{
    public const int LargestPage = 1_000;

    public sealed record Request(AuditFilter Filter, AuditCursor? After, int Size = 50);

    /// <param name="Next">Null on the last page.</param>
    public sealed record Page(IReadOnlyList<AuditRow> Rows, AuditCursor? Next);

    public async Task<Result<Page, AuditError>> ExecuteAsync(Request request, CancellationToken cancellation)
    {
        if (await RefusalAsync("audit.read", cancellation) is { } refused)
            return refused;
        var page = await FindAsync(request, cancellation);
        await RecordAsync("audit.read", request.Filter, page.Rows.Count, cancellation);
        return page;
    }

    internal async Task<AuditError?> RefusalAsync(string action, CancellationToken cancellation) =>
        caller.IsAny(StaffRole.Administrator) ? null : await audit.RefuseAsync(action, AuditError.Forbidden, cancellation: cancellation);

    /// <summary>What was asked of the trail, kept in it: by whom, of whom and for which days, not what was found.</summary>
    internal Task RecordAsync(string action, AuditFilter filter, int found, CancellationToken cancellation) => audit.RecordAsync(action, AuditEntry.Done, detail: new
    {
        actor = filter.Actor?.Value,
        group = filter.Group?.ToString(),
        actions = filter.Actions,
        subject = filter.Subjects is [var first, ..] ? first : (Guid?)null,
        outcome = filter.Outcome?.ToString(),
        from = filter.From?.ToString(),
        to = filter.To?.ToString(),
        found,
    }, cancellation: cancellation);

    internal async Task<Page> FindAsync(Request request, CancellationToken cancellation)
    {
        var size = Math.Clamp(request.Size, 1, LargestPage);
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(Command(request, size + 1));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var rows = await reader.NextRowsAsync(Read, cancellation);
        return rows.Count > size ? new(rows[..size], rows[size - 1].Cursor) : new(rows, null);
    }

    static NpgsqlBatchCommand Command(Request request, int limit)
    {
        var command = new NpgsqlBatchCommand();
        var sql = new StringBuilder("select e.id, e.at, e.actor_kind, e.actor_id, e.action, e.outcome, e.subject_kind, e.subject_id from audit_entries e where true");
        var filter = request.Filter;
        if (filter.From is { } from)
            And("e.at >= {0}", from);
        if (filter.To is { } to)
            And("e.at < {0}", to);
        if (filter.Actor is { } actor)
            And("e.actor_id = {0}", actor.Value);
        if (filter.Subjects is { } subjects)
            And("e.subject_id = any({0})", subjects.ToArray());
        if (filter.Entry is { } entry)
            And("e.id = {0}", entry);
        if (filter.Actions is { } actions)
            And("e.action = any({0})", (object)actions.ToArray());
        if (filter.Group is { } group)
            And("split_part(e.action, '.', 1) = any({0})", (object)AuditGroups.WordsOf(group).ToArray());
        if (filter.Outcome is { } outcome)
            And(outcome == AuditOutcome.Done ? "e.outcome = {0}" : "e.outcome <> {0}", AuditEntry.Done);
        if (request.After is { } after)
            And("(e.at, e.id) < ({0}, {1})", after.At, after.Id);
        sql.Append(CultureInfo.InvariantCulture, $" order by e.at desc, e.id desc limit {limit}");
        command.CommandText = sql.ToString();
        return command;

        // an array is one value: it is handed over as an object, or its elements would be taken for values
        void And(string condition, params object[] values)
        {
            sql.Append(" and ").AppendFormat(null, condition, [.. values.Select((_, i) => (object)$"${command.Parameters.Count + i + 1}")]);
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
    }

    static AuditRow Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetFieldValue<Instant>(1), Enum.Parse<CallerKind>(row.GetString(2)), row.IsDBNull(3) ? null : UserId.From(row.GetGuid(3)), row.GetString(4), row.GetString(5),
        row.IsDBNull(6) ? null : row.GetString(6), row.IsDBNull(7) ? null : row.GetGuid(7));
}
