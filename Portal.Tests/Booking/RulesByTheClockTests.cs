using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Tests.Support;

namespace Portal.Tests.Booking;

public sealed class RulesByTheClockTests(PostgresServer server)
{
    /// <summary>What is past is left out when the rules are read; past by the clock of the Portal, whatever the database's own says.</summary>
    [Fact]
    public async Task Absences_and_holidays_count_by_the_clock_of_the_Portal()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var clock = new FakeTimeProvider(new DateTimeOffset(2019, 6, 1, 7, 0, 0, TimeSpan.Zero)); // a Saturday
        await using var portal = new TestPortal(server) { Configure = services => services.AddSingleton<TimeProvider>(clock) };
        await portal.InitializeAsync();
        var clinic = await TestClinic.CreateAsync(portal, practitioners: 1);
        var sunday = new LocalDate(2019, 6, 2);
        await using var scope = portal.Scope(clinic.Id);
        await using (var db = scope.Db())
        {
            db.Add(new TimeOff(clinic.Id, Guid.CreateVersion7(), clinic.Practitioners[0])
            {
                StartsAt = TestPortal.At("2019-06-02T00:00:00Z"), EndsAt = TestPortal.At("2019-06-03T00:00:00Z"),
            });
            db.Add(new Holiday(clinic.Id, sunday.PlusDays(1)) { NameAr = "عيد", NameEn = "Feast" });
            await db.SaveChangesAsync(cancellation);
        }

        var slots = await scope.Get<FindSlots>().ExecuteAsync(new(clinic.Service, null, new DateInterval(sunday, sunday.PlusDays(2))), cancellation);

        slots.Select(slot => slot.Start.InZone(DateTimeZoneProviders.Tzdb["Africa/Cairo"]).Date).Distinct().ShouldBe([sunday.PlusDays(2)]);
    }
}
