using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;

namespace Portal.Tests.Support;

/// <summary>What an administrator sets at a <see cref="TestClinic"/>: terms of its service, its policy, its branches; and visits that were.</summary>
static class ClinicTerms
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task TermsAsync(this TestClinic clinic, Action<Service> change) => clinic.ChangeAsync(async db => change(await db.Set<Service>().AsTracking().SingleAsync(s => s.Id == clinic.Service, Cancellation)));

    public static Task PolicyAsync(this TestClinic clinic, NoShowPolicy policy, decimal? deposit = null) => clinic.ChangeAsync(async db =>
    {
        var settings = await db.Set<BookingSettings>().AsTracking().SingleAsync(Cancellation);
        (settings.NoShowPolicy, settings.NoShowLimit, settings.NoShowDeposit) = (policy, 1, deposit);
    });

    /// <summary>Two branches: the first doctor works at the first until one o'clock and then at the second, all others at the second.</summary>
    public static async Task<(Guid Maadi, Guid Zamalek)> BranchesAsync(this TestClinic clinic)
    {
        var (maadi, zamalek) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await clinic.ChangeAsync(async db =>
        {
            db.Add(new Location(clinic.Id, maadi) { NameAr = "فرع المعادي", NameEn = "Maadi branch", AddressAr = "٩ شارع النصر", AddressEn = "9 El Nasr St" });
            db.Add(new Location(clinic.Id, zamalek) { NameAr = "فرع الزمالك", NameEn = "Zamalek branch", AddressAr = "٤ شارع حسن صبري", AddressEn = "4 Hassan Sabry St", Position = 1 });
            var schedules = await db.Set<WeeklySchedule>().ToListAsync(Cancellation);
            await db.Set<WeeklyHours>().ExecuteDeleteAsync(Cancellation);
            foreach (var schedule in schedules)
                foreach (var day in Enum.GetValues<IsoDayOfWeek>().Where(d => d is not (IsoDayOfWeek.None or IsoDayOfWeek.Friday)))
                {
                    var isFirst = schedule.PractitionerId == clinic.Practitioners[0];
                    if (isFirst)
                        db.Add(new WeeklyHours(clinic.Id, schedule.Id, day, new LocalTime(9, 0)) { To = new LocalTime(13, 0), LocationId = maadi });
                    db.Add(new WeeklyHours(clinic.Id, schedule.Id, day, isFirst ? new LocalTime(13, 0) : new LocalTime(9, 0)) { To = new LocalTime(17, 0), LocationId = zamalek });
                }
        });
        return (maadi, zamalek);
    }

    /// <summary>A visit of the clinic's patient, written down as it ended.</summary>
    public static async Task VisitedAsync(this TestClinic clinic, Instant start, AppointmentStatus end = AppointmentStatus.Fulfilled, int practitioner = 0)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        var booked = (await scope.Get<BookAppointment>().ExecuteAsync(
            new(Guid.NewGuid(), clinic.Patient, clinic.Service, clinic.Practitioners[practitioner], start, BookingSource.Desk), Cancellation)).Value;
        await clinic.Portal.AsSuperuserAsync<int>($"update appointments set status = '{end}', starts_at = starts_at - interval '7 days', ends_at = ends_at - interval '7 days' where id = '{booked.Id}' returning 1");
        await clinic.Portal.AsSuperuserAsync<long>($"with gone as (delete from claims where owner_id = '{booked.Id}' returning 1) select count(*) from gone");
    }

    public static async Task ChangeAsync(this TestClinic clinic, Func<Domain.Platform.Data.PortalDbContext, Task> change)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        await change(db);
        await db.SaveChangesAsync(Cancellation);
    }
}
