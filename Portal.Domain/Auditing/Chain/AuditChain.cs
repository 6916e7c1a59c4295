using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Npgsql;

namespace Portal.Domain.Auditing.Chain;

/// <summary>
/// The arithmetic of the chain: <c>hash = SHA-256(previous hash ‖ canonical form of the entry)</c>, where the hash before the first is 32
/// zero bytes. The canonical form is UTF-8 JSON without white space, its members in this order: <c>tenant</c>, <c>id</c>, <c>at</c> (UTC,
/// microseconds as stored), <c>actorKind</c>, <c>actor</c>, <c>action</c>, <c>outcome</c>, <c>subjectKind</c>, <c>subject</c>, <c>detail</c> (the
/// stored JSON as PostgreSQL writes it, as a string); what is not there is null.
/// </summary>
static class AuditChain
{
    public static byte[] Beginning { get; } = new byte[SHA256.HashSizeInBytes];

    public static byte[] Next(byte[] previous, AuditLink entry)
    {
        var canonical = new ArrayBufferWriter<byte>(256);
        canonical.Write(previous);
        using (var json = new Utf8JsonWriter(canonical))
        {
            json.WriteStartObject();
            json.WriteString("tenant", entry.Tenant);
            json.WriteString("id", entry.Id);
            json.WriteString("at", InstantPattern.ExtendedIso.Format(entry.At));
            json.WriteString("actorKind", entry.ActorKind);
            Write(json, "actor", entry.Actor?.ToString());
            json.WriteString("action", entry.Action);
            json.WriteString("outcome", entry.Outcome);
            Write(json, "subjectKind", entry.SubjectKind);
            Write(json, "subject", entry.Subject?.ToString());
            Write(json, "detail", entry.Detail);
            json.WriteEndObject();
        }

        return SHA256.HashData(canonical.WrittenSpan);
    }

    static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
            json.WriteNull(name);
        else
            json.WriteString(name, value);
    }
}

/// <summary>An entry as the database stores it; the chain is made of this and not of what the application meant to write.</summary>
sealed record AuditLink(
    Guid Tenant, Guid Id, Instant At, string ActorKind, Guid? Actor, string Action, string Outcome, string? SubjectKind, Guid? Subject, string? Detail)
{
    public const string Columns = "e.tenant_id, e.id, e.at, e.actor_kind, e.actor_id, e.action, e.outcome, e.subject_kind, e.subject_id, e.detail::text";

    /// <param name="first">The position of the first of <see cref="Columns"/>.</param>
    public static AuditLink Read(NpgsqlDataReader reader, int first) => new(
        reader.GetGuid(first), reader.GetGuid(first + 1), reader.GetFieldValue<Instant>(first + 2), reader.GetString(first + 3),
        reader.IsDBNull(first + 4) ? null : reader.GetGuid(first + 4), reader.GetString(first + 5), reader.GetString(first + 6),
        reader.IsDBNull(first + 7) ? null : reader.GetString(first + 7), reader.IsDBNull(first + 8) ? null : reader.GetGuid(first + 8),
        reader.IsDBNull(first + 9) ? null : reader.GetString(first + 9));
}
