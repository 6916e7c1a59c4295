using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;

namespace Portal.Tests.Booking;

/// <summary>What people do with appointments in these tests, each act in a scope of its own as a request has it. By the desk unless said otherwise.</summary>
static class BookingScenes
{
    public static readonly Action<Caller> Desk = TestPortal.Staff(StaffRole.Receptionist);
    public static readonly Action<Caller> Owner = TestPortal.Patient(TestClinic.PatientPhone);
    public static readonly Action<Caller> Stranger = TestPortal.Patient("+201009999999");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>On the Monday after the test clock's Sunday, in Cairo.</summary>
    public static Instant Monday(int hour, int minute = 0) => Instant.FromUtc(2026, 11, 23, hour - 2, minute);

    /// <param name="practitioner">Its number; null for any.</param>
    public static async Task<Result<AppointmentState, BookingError>> BookAsync(
        this TestClinic clinic, Instant start, int? practitioner = 0, Action<Caller>? caller = null, Guid? key = null, Guid? visitor = null, PractitionerId? preferred = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? Desk);
        return await scope.Get<BookAppointment>().ExecuteAsync(
            new(key ?? Guid.NewGuid(), clinic.Patient, clinic.Service, clinic.Who(practitioner), start, BookingSource.Desk, preferred, null, visitor), Cancellation);
    }

    public static async Task<Result<AppointmentState, BookingError>> MoveAsync(
        this TestClinic clinic, AppointmentState appointment, Instant start, int? practitioner = 0, Action<Caller>? caller = null, Guid? key = null, int? version = null,
        ServiceId? service = null, PractitionerId? preferred = null, Duration? length = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? Desk);
        return await scope.Get<MoveAppointment>().ExecuteAsync(
            new(key ?? Guid.NewGuid(), appointment.Id, version ?? appointment.Version, service ?? clinic.Service, length ?? appointment.End - appointment.Start, clinic.Who(practitioner), start, preferred),
            Cancellation);
    }

    public static async Task<Result<AppointmentState, BookingError>> ResizeAsync(
        this TestClinic clinic, AppointmentState appointment, Duration length, Action<Caller>? caller = null, Guid? key = null, int? version = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? Desk);
        return await scope.Get<ResizeAppointment>().ExecuteAsync(
            new(key ?? Guid.NewGuid(), appointment.Id, version ?? appointment.Version, clinic.Service, appointment.Practitioner, appointment.Start, length), Cancellation);
    }

    public static async Task<Result<AppointmentState, BookingError>> SetAsync(
        this TestClinic clinic, AppointmentState appointment, AppointmentStatus status, Action<Caller>? caller = null, Guid? key = null, int? version = null, string? reason = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? Desk);
        return await scope.Get<ChangeAppointmentStatus>().ExecuteAsync(
            new(key ?? Guid.NewGuid(), appointment.Id, version ?? appointment.Version, status, reason), Cancellation);
    }

    public static async Task<Result<SlotHold, BookingError>> HoldAsync(
        this TestClinic clinic, Guid visitor, Instant start, int? practitioner = 0, Guid? key = null, PractitionerId? preferred = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Visitor);
        return await scope.Get<HoldSlot>().ExecuteAsync(
            new(key ?? Guid.NewGuid(), visitor, clinic.Service, clinic.Who(practitioner), preferred, start), Cancellation);
    }

    /// <summary>The starts that a visitor is offered on Monday.</summary>
    public static async Task<IReadOnlyList<Instant>> OfferedAsync(this TestClinic clinic, Guid? visitor = null, int? practitioner = 0, AppointmentId? except = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Visitor);
        var monday = new LocalDate(2026, 11, 23);
        var slots = await scope.Get<FindSlots>().ExecuteAsync(
            new(clinic.Service, clinic.Who(practitioner), new DateInterval(monday, monday), visitor, except), Cancellation);
        return [.. slots.Select(slot => slot.Start)];
    }

    /// <summary>The appointment as it really is.</summary>
    public static async Task<AppointmentState> ReadAsync(this TestClinic clinic, AppointmentId id)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id);
        await using var db = scope.Db();
        return await db.Set<Appointment>().Where(a => a.Id == id)
            .Select(a => new AppointmentState(a.Id, a.PractitionerId, a.ServiceId, a.PatientId, a.StartsAt, a.EndsAt, a.Status, a.Version)).SingleAsync(Cancellation);
    }

    /// <param name="rows">A table, and a condition on it if need be: <c>claims where expires_at is null</c>.</param>
    public static Task<long> CountAsync(this TestClinic clinic, string rows) => clinic.Portal.AsSuperuserAsync<long>(
        $"select count(*) from (select * from {rows}) rows where tenant_id = '{clinic.Id}'");

    /// <summary>The kinds of an appointment's changes, oldest first.</summary>
    public static Task<string> StoryAsync(this TestClinic clinic, AppointmentId id) => clinic.Portal.AsSuperuserAsync<string>(
        $"select string_agg(kind, ' ' order by version) from appointment_events where appointment_id = '{id}'");

    static PractitionerId? Who(this TestClinic clinic, int? practitioner) => practitioner is { } number ? clinic.Practitioners[number] : null;
}
