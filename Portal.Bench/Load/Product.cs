using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;
using Npgsql;
using Portal.Domain;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Live;
using Portal.Domain.Platform.Results;

namespace Portal.Bench.Load;

/// <summary>The domain as production wires it, with its publisher running, called as the desk's page calls it: a scope, a receptionist, the use case.</summary>
sealed class Product : IAsyncDisposable
{
    const int Tenants = 200;
    readonly ServiceProvider services;
    readonly ChangePublisher publisher;
    readonly UserId receptionist = UserId.New();
    readonly Ids[] tenants;

    public Product(string connectionString)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddPortalDomain(connectionString, null);
        services = collection.BuildServiceProvider();
        publisher = services.GetRequiredService<ChangePublisher>();
        tenants = [.. Enumerable.Range(1, Tenants).Select(n => new Ids(n))];
    }

    public IServiceProvider Services => services;

    public Task StartAsync() => publisher.StartAsync(default);

    /// <summary>Hears what other processes announce.</summary>
    public async Task ListenAsync()
    {
        var listener = services.GetRequiredService<ChangeListener>();
        await listener.StartAsync(default);
        await listener.Listening;
    }

    public AsyncServiceScope Desk(int tenant)
    {
        var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TenantContext>().Set(tenants[tenant].Tenant);
        scope.ServiceProvider.GetRequiredService<Caller>().BecomeStaff(receptionist, "Bench", StaffRole.Receptionist);
        return scope;
    }

    public Ids Of(int tenant) => tenants[tenant];

    /// <summary>One booking of a random tenant, practitioner, day and time, as book_rec.sql chooses them.</summary>
    public async Task<Result<AppointmentState, BookingError>> BookAnyAsync(Random random)
    {
        var tenant = random.Next(Tenants);
        // 22 half hours from 9 to 20 at the clinic, on a day after the data
        return await BookAsync(tenant, random.Next(10), StartOf(30 + random.Next(650), random.Next(22)), random);
    }

    /// <param name="practitioner">Its number.</param>
    public async Task<Result<AppointmentState, BookingError>> BookAsync(int tenant, int practitioner, Instant start, Random random)
    {
        var ids = tenants[tenant];
        await using var scope = Desk(tenant);
        return await scope.ServiceProvider.GetRequiredService<BookAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), ids.Patients[random.Next(500)], ids.Services[random.Next(5)], ids.Practitioners[practitioner], start, BookingSource.Desk), default);
    }

    /// <param name="half">Of the 22 half hours from nine.</param>
    public static Instant StartOf(int daysAhead, int half) => Today.PlusDays(daysAhead).At(new LocalTime(9, 0)).PlusMinutes(30 * half).InZoneLeniently(Cairo).ToInstant();

    /// <summary>Fills the cache, so that what is counted next is bookings and nothing else.</summary>
    public async Task ReadEveryRuleAsync()
    {
        for (var tenant = 0; tenant < Tenants; tenant++)
        {
            await using var scope = Desk(tenant);
            await scope.ServiceProvider.GetRequiredService<BookingRulesSource>().GetAsync(default);
        }
    }

    public static DateTimeZone Cairo { get; } = DateTimeZoneProviders.Tzdb["Africa/Cairo"];

    public static LocalDate Today { get; } = TimeProvider.System.GetUtcNow().ToInstant().InZone(Cairo).Date;

    public async ValueTask DisposeAsync()
    {
        await publisher.StopAsync(default);
        await services.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>The ids that product_data.sql makes, computed the same way.</summary>
    public sealed class Ids(int n)
    {
        public TenantId Tenant { get; } = TenantId.From(Md5($"t{n}"));

        public PractitionerId[] Practitioners { get; } = [.. Enumerable.Range(1, n <= 20 ? 12 : 10).Select(k => PractitionerId.From(Md5($"p{n}-{k}")))];

        public ServiceId[] Services { get; } = [.. Enumerable.Range(0, 5).Select(k => ServiceId.From(Md5($"s{n}-{k}")))];

        public PatientId[] Patients { get; } = [.. Enumerable.Range(1, 500).Select(k => PatientId.From(Md5($"c{n}-{k}")))];

#pragma warning disable CA5351 // names for test rows, not security
        static Guid Md5(string text) => new(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(text)), bigEndian: true);
#pragma warning restore CA5351
    }
}
