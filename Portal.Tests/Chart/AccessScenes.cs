using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Chart;
using Portal.Domain.Chart.Model;
using Portal.Domain.Identity.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Platform.Results;
using Portal.Tests.Identity;
using Portal.Tests.Support;

namespace Portal.Tests.Chart;

/// <summary>Who opens whose record in these tests, each act in a scope of its own.</summary>
static class AccessScenes
{
    public const string Reason = "Emergency: unconscious on arrival";

    static readonly DateTimeZone Cairo = DateTimeZoneProviders.Tzdb["Africa/Cairo"];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Action<Caller> Doctor(UserId user) => caller => caller.BecomeStaff(user, "Doctor", StaffRole.Doctor);

    /// <summary>A doctor with an account, who is the practitioner of that number; without one, somebody with no calendar.</summary>
    public static async Task<UserId> DoctorAsync(this TestClinic clinic, int? practitioner, string name = "Nadia", StaffRole roles = StaffRole.Doctor)
    {
        var user = await clinic.HireAsync(roles);
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        await db.Set<Membership>().Where(m => m.UserId == user).ExecuteUpdateAsync(set => set.SetProperty(m => m.DisplayName, name), Cancellation);
        if (practitioner is { } number)
        {
            var id = clinic.Practitioners[number];
            await db.Set<Practitioner>().Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.UserId, user), Cancellation);
        }

        return user;
    }

    /// <summary>Nine in the morning of a working day that is near, wherever the clock has been moved to.</summary>
    public static Instant Soon(this TestPortal portal)
    {
        var day = portal.Now.InZone(Cairo).Date.PlusDays(2);
        return (day.DayOfWeek == IsoDayOfWeek.Friday ? day.PlusDays(1) : day).At(new LocalTime(9, 0)).InZoneLeniently(Cairo).ToInstant();
    }

    public static async Task<ChartError?> OpenAsync(this TestClinic clinic, Action<Caller>? caller, string purpose = "chart.read", PatientId? patient = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller);
        return await scope.Get<ChartAccess>().RequireAsync(patient ?? clinic.Patient, purpose, Cancellation);
    }

    public static async Task<Result<Instant, ChartError>> BreakGlassAsync(this TestClinic clinic, Action<Caller> caller, string reason = Reason, PatientId? patient = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller);
        return await scope.Get<BreakGlass>().ExecuteAsync(new(patient ?? clinic.Patient, reason), Cancellation);
    }

    public static async Task<Result<IReadOnlyList<WhoOpened.Look>, ChartError>> WhoOpenedAsync(this TestClinic clinic, Action<Caller> caller, PatientId? patient = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller);
        return await scope.Get<WhoOpened>().ExecuteAsync(patient ?? clinic.Patient, Cancellation);
    }

    public static async Task VisitAsync(this TestClinic clinic, int practitioner, Instant at, bool inError = false)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        db.Add(new Encounter(clinic.Id, EncounterId.New(), clinic.Patient)
        {
            PractitionerId = clinic.Practitioners[practitioner], StartedAt = at, Status = EncounterStatus.Draft, RecordedAt = at, EnteredInError = inError,
        });
        await db.SaveChangesAsync(Cancellation);
    }
}
