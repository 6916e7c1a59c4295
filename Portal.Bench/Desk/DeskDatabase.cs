using System.Diagnostics;
using NodaTime;
using Npgsql;
using Portal.Bench.Load;

namespace Portal.Bench.Desk;

/// <summary>The demonstration clinics, for their receptionist's account, and one busy clinic beside them.</summary>
static class DeskDatabase
{
    const string Name = "portal_bench_desk";

    public static string Key { get; } = Convert.ToBase64String(new byte[32]);

    public static string App { get; } = new NpgsqlConnectionStringBuilder(BenchOptions.Admin)
    {
        Database = Name, Username = "portal_app", Password = BenchDatabases.Password, MaxPoolSize = 64,
    }.ConnectionString;

    /// <param name="day">The busy one.</param>
    public static async Task PrepareAsync(LocalDate day)
    {
        await BenchDatabases.ExecuteAsync("postgres", $"drop database if exists {Name} with (force)");
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Path.Combine(AppContext.BaseDirectory, "Portal.dll"), "provision", "--demo"]) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var (name, value) in new[]
        {
            ("ASPNETCORE_ENVIRONMENT", "Development"), ("ConnectionStrings__Admin", BenchDatabases.Admin(Name)), ("DataProtection__Key", Key),
            ("Provision__AppPassword", BenchDatabases.Password), ("Provision__RelayPassword", BenchDatabases.Password),
        })
            start.Environment[name] = value;
        using var provision = Process.Start(start)!;
        _ = await provision.StandardOutput.ReadToEndAsync();
        await provision.WaitForExitAsync();
        if (provision.ExitCode != 0)
            throw new InvalidOperationException("The demonstration could not be made.");
        await using var connection = new NpgsqlConnection(BenchDatabases.Admin(Name) + ";Search Path=portal,public");
        await connection.OpenAsync();
        await using (var untriggered = new NpgsqlCommand("set session_replication_role = replica", connection)) // the rows are right by construction
            await untriggered.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Desk", "desk_data.sql")), connection);
        command.Parameters.Add(new() { Value = day.ToDateOnly() });
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<Clinic> ReadAsync()
    {
        await using var source = NpgsqlDataSource.Create(BenchDatabases.Admin(Name) + ";Search Path=portal,public");
        await using var command = source.CreateCommand(
            """
            select t.id, s.id, array(select d.id from practitioners d where d.tenant_id = t.id order by d.position),
              array(select p.id from patients p where p.tenant_id = t.id and p.phone > '+201000000720' order by p.phone),
              array(select a.id from appointments a where a.tenant_id = t.id order by a.starts_at limit 50)
            from tenants t join services s on s.tenant_id = t.id where t.slug = 'busy'
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new(reader.GetGuid(0), reader.GetGuid(1), reader.GetFieldValue<Guid[]>(2), reader.GetFieldValue<Guid[]>(3), reader.GetFieldValue<Guid[]>(4));
    }

    /// <param name="Newcomers">Patients without an appointment.</param>
    /// <param name="Cards">Some of the day's appointments.</param>
    public sealed record Clinic(Guid Tenant, Guid Service, Guid[] Doctors, Guid[] Newcomers, Guid[] Cards);
}
