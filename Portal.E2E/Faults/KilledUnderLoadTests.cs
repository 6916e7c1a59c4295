using System.Diagnostics;
using Portal.E2E.Support;

namespace Portal.E2E.Faults;

/// <summary>
/// Patients book without a pause while the server and the database are killed under them, in turn. What was acknowledged is there, and what was pressed
/// again was not booked twice.
/// </summary>
[Collection(typeof(KilledUnderLoadTests))]
[CollectionDefinition(DisableParallelization = true)] // it takes a whole machine, which the journeys beside it would not stand
public sealed class KilledUnderLoadTests(ITestOutputHelper output)
{
    const int Kills = 20, Patients = 6;

    [Fact]
    public async Task No_acknowledged_booking_is_lost_and_none_is_doubled()
    {
        await using var cluster = new OwnCluster();
        await cluster.StartAsync();
        await using var portal = RunningPortal.On(cluster);
        await portal.InitializeAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var service = (string)(await portal.ScalarAsync(
            """
            select s.id::text from portal.services s join portal.tenants t on t.id = s.tenant_id
            where t.slug = 'nour' and s.capacity = 1 and s.min_age is null and s.max_age is null and s.gender is null and s.new_patient_minutes is null
            order by (select count(*) from portal.practitioner_services o where (o.tenant_id, o.service_id) = (s.tenant_id, s.id)) desc limit 1
            """))!;
        var patients = Enumerable.Range(1, Patients).Select(number => new Patient(portal, number, stop.Token)).ToArray();
        foreach (var patient in patients)
            await patient.BeginAsync(service);

        var booking = patients.Select(patient => Task.Run(() => patient.BookOnAsync(service))).ToArray();
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = patients.Sum(patient => patient.Acknowledged.Count);
            await UntilAsync(() => patients.Sum(patient => patient.Acknowledged.Count) > before + 2 && patients.Any(patient => patient.IsPressing), booking,
                () => string.Join('\n', patients.Select(patient => patient.ToString()).Append(portal.Log)));
            if (kill % 2 == 0)
            {
                await portal.KillAsync();
                portal.Begin(); // that it serves again is seen by what is booked
            }
            else
            {
                await OwnCluster.KillAsync();
                await cluster.StartAsync();
            }
        }

        await stop.CancelAsync();
        await Task.WhenAll(booking);

        var (acknowledged, unanswered) = (patients.Sum(patient => patient.Acknowledged.Count), patients.Sum(patient => patient.Unanswered));
        var lost = 0;
        foreach (var patient in patients)
            foreach (var page in patient.Acknowledged)
                lost += await patient.SeesAsync(page) ? 0 : 1;
        output.WriteLine($"{Kills} kills, {acknowledged} bookings acknowledged, {unanswered} presses without an answer; acked_lost {lost}");
        lost.ShouldBe(0);
        unanswered.ShouldBeGreaterThan(0, "the kills met nobody");
        foreach (var patient in patients)
            (await portal.ScalarAsync("select count(*) from portal.appointments a join portal.patients p on (p.tenant_id, p.id) = (a.tenant_id, a.patient_id) where p.phone = $1", patient.Phone))
                .ShouldBe((long)patient.Acknowledged.Count, "each booking that was acknowledged is there once, and no other");
        (await portal.ScalarAsync("select count(*) from portal.appointments a where a.status = 'Booked' and not exists (select from portal.claims c where (c.tenant_id, c.owner_id) = (a.tenant_id, a.id)) and a.source = 'Site' and a.session_id is null"))
            .ShouldBe(0L, "each holds its place");
    }

    static async Task UntilAsync(Func<bool> holds, Task[] work, Func<string> state)
    {
        var patience = Stopwatch.StartNew();
        while (!holds())
        {
            if (patience.Elapsed > TimeSpan.FromMinutes(2))
                throw new TimeoutException("Nothing is booked any more.\n" + state());
            if (work.FirstOrDefault(one => one.IsFaulted) is { } failed)
                await failed;
            await Task.Delay(1);
        }
    }
}
