using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Domain.Chart.Passages;
using Portal.Domain.Chart.Search;
using Portal.Domain.Platform.Callers;
using Portal.Tests.Support;

namespace Portal.Tests.Chart.Passages;

/// <summary>Writes past the Portal, as a script or a person at psql does, and what is found of it.</summary>
static class ChartScene
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>As a superuser with no search path of the Portal's.</summary>
    public static async Task<int> SqlAsync(this TestPortal portal, string sql)
    {
        await using var connection = new NpgsqlConnection(PostgresServer.ConnectionTo(portal.Database));
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>One pass takes one batch of each tenant.</summary>
    public static Task<bool> SyncOnceAsync(this TestPortal portal) => portal.Services.GetRequiredService<SyncPassages>().DrainOnceAsync(Cancellation);

    public static async Task SyncAsync(this TestPortal portal)
    {
        while (await portal.SyncOnceAsync())
        {
            // again
        }
    }

    public static async Task<IReadOnlyList<PassageFound>> AskAsync(this TestClinic clinic, string question)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Doctor));
        return (await scope.Get<SearchPassages>().ExecuteAsync(new([clinic.Patient], question), Cancellation)).Value;
    }

    public static async Task<ComparePassages.Comparison> CompareAsync(this TestClinic clinic)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        return (await scope.Get<ComparePassages>().ExecuteAsync(null, Cancellation)).Value;
    }
}
