using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Waitlist;
using Portal.Domain.Notifications.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Waitlist;

/// <summary>Somebody who waits in these tests.</summary>
sealed record Waiter(PatientId Patient, string Phone)
{
    public Action<Caller> Self => TestPortal.Patient(Phone);
}

/// <summary>What people do about a waiting list, each act in a scope of its own.</summary>
static class WaitlistScenes
{
    static int number;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static readonly DateTimeZone Cairo = DateTimeZoneProviders.Tzdb["Africa/Cairo"];

    /// <summary>A day of work, so many days of work after today.</summary>
    public static LocalDate Workday(this TestClinic clinic, int after = 1)
    {
        var day = clinic.Portal.Now.InZone(Cairo).Date;
        for (var i = 0; i < after; i++)
        {
            day = day.PlusDays(1);
            if (day.DayOfWeek == IsoDayOfWeek.Friday)
                day = day.PlusDays(1);
        }

        return day;
    }

    public static Instant At(this LocalDate day, int hour, int minute = 0) => day.At(new LocalTime(hour, minute)).InZoneStrictly(Cairo).ToInstant();

    /// <summary>The one half hour from then, with this doctor or any.</summary>
    public static WaitlistWishes Half(this TestClinic clinic, LocalDate day, int hour, int? practitioner = 0) =>
        new(practitioner is { } p ? clinic.Practitioners[p] : null, day, day, Weekdays.All, new LocalTime(hour, 0), new LocalTime(hour, 30));

    public static async Task<Waiter> WaiterAsync(this TestClinic clinic, string language = "en")
    {
        var phone = $"+2010{Interlocked.Increment(ref number) + 20_000_000}";
        await using var scope = clinic.Portal.Scope(clinic.Id);
        return new((await scope.Get<RegisterPatient>().ExecuteAsync(new($"Waiter {phone}", phone, language), Cancellation)).Value.Id, phone);
    }

    public static async Task<Result<JoinWaitlist.Joined, WaitlistError>> TryJoinAsync(this TestClinic clinic, PatientId patient, WaitlistWishes wishes, Action<Caller>? caller = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? Desk);
        return await scope.Get<JoinWaitlist>().ExecuteAsync(new(patient, clinic.Service, wishes, BookingSource.Site), Cancellation);
    }

    /// <summary>Somebody new joins; a moment passes, so that the order is told by it.</summary>
    public static async Task<(Waiter Waiter, WaitlistEntryId Entry)> JoinAsync(this TestClinic clinic, WaitlistWishes wishes, string language = "en")
    {
        var waiter = await clinic.WaiterAsync(language);
        var joined = await clinic.TryJoinAsync(waiter.Patient, wishes, waiter.Self);
        clinic.Portal.Clock.Advance(TimeSpan.FromMilliseconds(10));
        return (waiter, joined.Value.Entry);
    }

    public static async Task RoundAsync(this TestClinic clinic)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await scope.Get<OfferFreedTimes>().ExecuteAsync(Cancellation);
    }

    public static Task<List<WaitlistOffer>> OffersAsync(this TestClinic clinic) => clinic.ReadAsync(db => db.Set<WaitlistOffer>().OrderBy(o => o.CreatedAt).ThenBy(o => o.Id).ToListAsync(Cancellation));

    public static async Task<WaitlistOffer?> OpenOfferAsync(this TestClinic clinic, WaitlistEntryId entry) => (await clinic.OffersAsync()).SingleOrDefault(o => o.EntryId == entry && o.State == WaitlistOfferState.Open);

    public static Task<WaitlistEntry> EntryAsync(this TestClinic clinic, WaitlistEntryId id) => clinic.ReadAsync(db => db.Set<WaitlistEntry>().SingleAsync(e => e.Id == id, Cancellation));

    public static async Task<Result<AppointmentId, WaitlistError>> AcceptAsync(this TestClinic clinic, WaitlistOfferId offer, Action<Caller> caller)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller);
        return await scope.Get<AcceptOffer>().ExecuteAsync(new(offer), Cancellation);
    }

    public static async Task<Result<Done, WaitlistError>> DeclineAsync(this TestClinic clinic, WaitlistOfferId offer, Action<Caller> caller)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller);
        return await scope.Get<DeclineOffer>().ExecuteAsync(new(offer), Cancellation);
    }

    public static async Task<Result<Done, WaitlistError>> WithdrawAsync(this TestClinic clinic, WaitlistEntryId entry, Action<Caller> caller)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller);
        return await scope.Get<WithdrawFromWaitlist>().ExecuteAsync(new(entry), Cancellation);
    }

    public static async Task<Result<WaitlistOfferId, WaitlistError>> OfferAsync(this TestClinic clinic, WaitlistEntryId entry, Instant start, Action<Caller>? caller = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? Desk);
        return await scope.Get<OfferTime>().ExecuteAsync(new(entry, clinic.Practitioners[0], start), Cancellation);
    }

    /// <summary>What a phone was sent, oldest first: template and text.</summary>
    public static Task<List<string>> SentAsync(this TestClinic clinic, string phone) => clinic.ReadAsync(db =>
        db.Set<Message>().Where(m => m.Recipient == phone).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Select(m => m.Template + " " + m.Body).ToListAsync(Cancellation));

    public static async Task<T> ReadAsync<T>(this TestClinic clinic, Func<Domain.Platform.Data.PortalDbContext, Task<T>> read)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return await read(db);
    }

    /// <summary>By the patient: what the desk cancels, it may take back for a minute.</summary>
    public static async Task CancelAsync(this TestClinic clinic, AppointmentState appointment) =>
        (await clinic.SetAsync(appointment, AppointmentStatus.Cancelled, Owner)).Succeeded.ShouldBeTrue();
}
