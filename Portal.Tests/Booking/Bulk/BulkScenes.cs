using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Bulk;
using Portal.Domain.Booking.Bulk.Jobs;
using Portal.Domain.Booking.Bulk.Model;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;
using static Portal.Tests.Booking.BookingScenes;

namespace Portal.Tests.Booking.Bulk;

/// <summary>A day of a practitioner who is ill, and what the desk does with it.</summary>
static class BulkScenes
{
    public static readonly LocalDateTime MondayBegins = new(2026, 11, 23, 0, 0);
    public static readonly LocalDateTime MondayEnds = new(2026, 11, 24, 0, 0);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Appointments of the first practitioner on Monday, from nine on, each of another patient.</summary>
    public static async Task<List<AppointmentState>> BookMondayAsync(this TestClinic clinic, int count)
    {
        var booked = new List<AppointmentState>();
        for (var i = 0; i < count; i++)
        {
            await using var scope = clinic.Portal.Scope(clinic.Id, Desk);
            var patient = await clinic.PatientAsync(i);
            booked.Add((await scope.Get<BookAppointment>().ExecuteAsync(
                new(Guid.NewGuid(), patient, clinic.Service, clinic.Practitioners[0], Monday(9) + Duration.FromMinutes(30 * i), BookingSource.Desk), Cancellation)).Value);
        }

        return booked;
    }

    public static async Task<PatientId> PatientAsync(this TestClinic clinic, int number, string language = "ar")
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        var patient = new Patient(clinic.Id, PatientId.New())
        {
            Name = $"مريض {number}", Phone = $"+2010055500{number:00}", Language = language, CreatedAt = clinic.Portal.Clock.GetUtcNow().ToInstant(),
        };
        db.Add(patient);
        db.AddRange(PatientKeys.Of(patient));
        await db.SaveChangesAsync(Cancellation);
        return patient.Id;
    }

    public static async Task<Result<PreviewBulkChange.Plan, BulkError>> PreviewAsync(
        this TestClinic clinic, BulkKind kind, BulkWhere where = BulkWhere.SamePractitionerLater, Action<Caller>? caller = null,
        Func<PreviewBulkChange.Request, PreviewBulkChange.Request>? with = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? Desk);
        var request = new PreviewBulkChange.Request(clinic.Practitioners[0], MondayBegins, MondayEnds, kind, where);
        return await scope.Get<PreviewBulkChange>().ExecuteAsync(with?.Invoke(request) ?? request, Cancellation);
    }

    public static async Task<Result<BulkChangeId, BulkError>> StartAsync(
        this TestClinic clinic, BulkKind kind, PreviewBulkChange.Plan plan, bool block = true, Action<Caller>? caller = null, BulkChangeId? id = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? Desk);
        return await scope.Get<StartBulkChange>().ExecuteAsync(
            new(id ?? BulkChangeId.New(), clinic.Practitioners[0], MondayBegins, MondayEnds, kind, BulkReason.Illness, "Flu", block,
                [.. plan.Rows.Where(row => kind != BulkKind.Move || row.To is not null).Select(row => new StartBulkChange.Row(row.Appointment.Id, row.Appointment.Version, row.To, row.Offers))]),
            Cancellation);
    }

    /// <summary>Preview and start with what the preview shows.</summary>
    public static async Task<BulkChangeId> BeginAsync(this TestClinic clinic, BulkKind kind, BulkWhere where = BulkWhere.SamePractitionerLater) =>
        (await clinic.StartAsync(kind, (await clinic.PreviewAsync(kind, where)).Value)).Value;

    /// <summary>The job, in the scope that Hangfire opens for it.</summary>
    public static async Task RunAsync(this TestClinic clinic, BulkChangeId change, CancellationToken? cancellation = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await scope.Get<RunBulkChange>().ExecuteAsync(clinic.Id, change.Value, cancellation ?? Cancellation);
    }

    public static async Task<ReadBulkChange.View> ReadAsync(this TestClinic clinic, BulkChangeId change)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, Desk);
        return (await scope.Get<ReadBulkChange>().ExecuteAsync(change, Cancellation)).Value;
    }

    public static async Task<T> AsAsync<TUseCase, T>(this TestClinic clinic, Action<Caller> caller, Func<TUseCase, Task<T>> act) where TUseCase : notnull
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller);
        return await act(scope.Services.GetRequiredService<TUseCase>());
    }

    public static Task<string> MessagesAsync(this TestClinic clinic) => clinic.Portal.AsSuperuserAsync<string>(
        $"select coalesce(string_agg(body, '|' order by recipient, created_at), '') from messages where tenant_id = '{clinic.Id}' and template like 'bulk.%'");
}
