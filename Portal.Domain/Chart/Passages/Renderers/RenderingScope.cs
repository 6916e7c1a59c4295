using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart.Search;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Data;
using Portal.Domain.Tenancy;

namespace Portal.Domain.Chart.Passages.Renderers;

/// <summary>What the renderers of all kinds need: the database as committed, and the clinic's way of wording.</summary>
sealed class RenderingScope(IDbContextFactory<PortalDbContext> contexts, NpgsqlDataSource database, TenantContext tenant, TenantCatalogue catalogue, IDateTimeZoneProvider zones)
{
    public Task<PortalDbContext> OpenAsync(CancellationToken cancellation) => contexts.CreateDbContextAsync(cancellation);

    public async Task<PassageStyle> StyleAsync(CancellationToken cancellation)
    {
        var clinic = await catalogue.FindAsync(tenant.Id, cancellation) ?? throw new InvalidOperationException("The tenant is not in the catalogue.");
        return new(clinic.DefaultLanguage == "ar", zones[clinic.TimeZone]);
    }

    /// <param name="table">A constant of the renderer's.</param>
    public async Task<IReadOnlyList<SourceKey>> ListAsync(string table, PatientId? patient, Guid after, int most, CancellationToken cancellation)
    {
        await using var batch = database.CreateTenantBatch(tenant);
        batch.BatchCommands.Add(new($"select id, patient_id from {table} where id > $1 and ($2::uuid is null or patient_id = $2) order by id limit $3")
        {
            Parameters =
            {
                new() { Value = after }, new() { Value = (object?)patient?.Value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid }, new() { Value = most },
            },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await reader.NextRowsAsync(row => new SourceKey(row.GetGuid(0), PatientId.From(row.GetGuid(1))), cancellation);
    }

    public static async Task<Dictionary<PractitionerId, (string NameAr, string NameEn, string? SpecialtyAr, string? SpecialtyEn)>> DoctorsAsync(
        PortalDbContext db, IEnumerable<PractitionerId> wanted, CancellationToken cancellation)
    {
        var ids = wanted.Distinct().ToList();
        var doctors = ids.Count == 0 ? [] : await db.Set<Practitioner>().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.NameAr, p.NameEn, p.SpecialtyAr, p.SpecialtyEn }).ToListAsync(cancellation);
        return doctors.ToDictionary(p => p.Id, p => (p.NameAr, p.NameEn, p.SpecialtyAr, p.SpecialtyEn));
    }
}
