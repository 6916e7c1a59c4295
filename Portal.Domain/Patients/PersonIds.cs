using Microsoft.EntityFrameworkCore;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;

namespace Portal.Domain.Patients;

/// <summary>
/// All records that stand for one person: the one that stands and those merged into it. What was written of a merged one stays where it was written; whoever reads what is
/// known of a person reads it of all of these.
/// </summary>
public sealed class PersonIds(IDbContextFactory<PortalDbContext> contexts)
{
    /// <param name="patient">Any of them.</param>
    /// <returns>The one that stands first; nothing where there is no such patient.</returns>
    public async Task<IReadOnlyList<PatientId>> ExecuteAsync(PatientId patient, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await OfAsync(db, patient, cancellation);
    }

    /// <inheritdoc cref="ExecuteAsync"/>
    internal static Task<List<PatientId>> OfAsync(PortalDbContext db, PatientId patient, CancellationToken cancellation) => ReadAsync(db,
        $"""
        select o.id as value, o.merged_into is null as stands from portal.patients p join portal.patients o on o.id = coalesce(p.merged_into, p.id) or o.merged_into = coalesce(p.merged_into, p.id)
        where p.id = {patient.Value}
        """, cancellation);

    /// <summary>Of everybody who has a phone, or of whom a merged record has it: who has proved it, is one of them.</summary>
    /// <param name="phone">E.164.</param>
    internal static Task<List<PatientId>> OfPhoneAsync(PortalDbContext db, string phone, CancellationToken cancellation) => ReadAsync(db,
        $"""
        select distinct o.id as value, o.merged_into is null as stands from portal.patients p join portal.patients o on o.id = coalesce(p.merged_into, p.id) or o.merged_into = coalesce(p.merged_into, p.id)
        where p.phone = {phone}
        """, cancellation);

    static async Task<List<PatientId>> ReadAsync(PortalDbContext db, FormattableString sql, CancellationToken cancellation) =>
        (await db.Database.SqlQuery<Row>(sql).ToListAsync(cancellation)).OrderByDescending(row => row.Stands).ThenBy(row => row.Value).Select(row => PatientId.From(row.Value)).ToList();

    sealed record Row(Guid Value, bool Stands);
}
