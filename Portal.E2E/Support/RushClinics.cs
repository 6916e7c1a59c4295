using Npgsql;

namespace Portal.E2E.Support;

/// <summary>What the journeys about rush hours need of the database: a clinic that nobody else books at, and a line that stands still while it is looked at.</summary>
static class RushClinics
{
    static readonly string[] Copied = ["locations", "booking_settings", "practitioners", "services", "practitioner_services", "weekly_schedules", "weekly_hours", "memberships"];

    /// <summary>A clinic like another one, with its offer and its staff, and no appointments.</summary>
    /// <param name="door">Whether patients always book in line there.</param>
    public static async Task CloneClinicAsync(this RunningPortal portal, string clinic, string slug, bool door = false)
    {
        await using var connection = await portal.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var id = Guid.NewGuid();
        await RunAsync(connection, "select set_config('app.tenant_id', $1::text, true), set_config('search_path', 'portal, public', true)", id); // its triggers want both
        await RunAsync(connection, $"insert into portal.tenants select c.* from portal.tenants t, jsonb_populate_record(t, {Changed}) c where t.slug = $3", id, slug, clinic);
        foreach (var table in Copied)
            await RunAsync(connection,
                $"insert into portal.{table} select c.* from portal.{table} t join portal.tenants o on o.id = t.tenant_id, jsonb_populate_record(t, jsonb_build_object('tenant_id', $1::uuid)) c where o.slug = $2", id, clinic);
        if (door)
            await RunAsync(connection, "update portal.booking_settings set rush_mode = 'Always' where tenant_id = $1", id);
        await transaction.CommitAsync();
    }

    /// <summary>Nobody's ticket is worked off until what is answered is disposed of.</summary>
    public static async Task<NpgsqlConnection> HoldTheLineAsync(this RunningPortal portal, string slug)
    {
        var connection = await portal.ConnectAsync();
        await RunAsync(connection,
            "select pg_advisory_lock(hashtextextended('rush:' || p.tenant_id::text || p.id::text, 0)) from portal.practitioners p join portal.tenants t on t.id = p.tenant_id where t.slug = $1", slug);
        return connection;
    }

    const string Changed = "jsonb_build_object('id', $1::uuid, 'slug', $2::text)";

    static async Task RunAsync(NpgsqlConnection connection, string sql, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        await command.ExecuteNonQueryAsync();
    }
}
