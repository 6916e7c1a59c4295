using Microsoft.EntityFrameworkCore;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Setup;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Results;
using Portal.Tests.Support;

namespace Portal.Tests.Booking.Turns;

/// <summary>A clinic whose first practitioner works every evening by turns and in the morning by times, and what people do there.</summary>
static class TurnScenes
{
    public static readonly LocalDate MondayDate = new(2026, 11, 23);

    /// <summary>When Monday's session begins: six in the evening, for four hours.</summary>
    public static readonly Instant Evening = BookingScenes.Monday(18);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestClinic> WithTurnsAsync(TestPortal portal, int turns = 20)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await clinic.SetTurnsAsync(turns);
        return clinic;
    }

    public static async Task SetTurnsAsync(this TestClinic clinic, int? turns)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        await using var db = scope.Db();
        var id = await db.Set<WeeklySchedule>().Where(s => s.PractitionerId == clinic.Practitioners[0]).Select(s => s.Id).SingleAsync(Cancellation);
        List<OpenHours> hours = [];
        foreach (var day in Enum.GetValues<IsoDayOfWeek>().Where(d => d is not (IsoDayOfWeek.None or IsoDayOfWeek.Friday)))
        {
            hours.Add(new(day, new(9, 0), new(13, 0)));
            hours.Add(new(day, new(18, 0), new(22, 0), Turns: turns));
        }

        (await scope.Get<SaveSchedule>().ExecuteAsync(new(id, clinic.Practitioners[0], null, null, null, hours), Cancellation)).Succeeded.ShouldBeTrue();
    }

    /// <summary>Sundays from nine to eleven by turns, and times after that: the clock of these tests begins on a Sunday at nine.</summary>
    public static async Task SetTurnsOnSundayMorningAsync(this TestClinic clinic, int turns)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        await using var db = scope.Db();
        var id = await db.Set<WeeklySchedule>().Where(s => s.PractitionerId == clinic.Practitioners[0]).Select(s => s.Id).SingleAsync(Cancellation);
        (await scope.Get<SaveSchedule>().ExecuteAsync(new(id, clinic.Practitioners[0], null, null, null,
            [new(IsoDayOfWeek.Sunday, new(9, 0), new(11, 0), Turns: turns), new(IsoDayOfWeek.Sunday, new(12, 0), new(17, 0))]), Cancellation)).Succeeded.ShouldBeTrue();
    }

    public static async Task<Result<TurnState, BookingError>> BookTurnAsync(
        this TestClinic clinic, Instant? session = null, Action<Caller>? caller = null, Guid? key = null, PatientId? patient = null, string? urgent = null, int practitioner = 0)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? BookingScenes.Desk);
        return await scope.Get<BookTurn>().ExecuteAsync(
            new(key ?? Guid.NewGuid(), patient ?? clinic.Patient, clinic.Service, clinic.Practitioners[practitioner], session ?? Evening, BookingSource.Desk, Urgent: urgent), Cancellation);
    }

    public static async Task<IReadOnlyList<OfferedTurns>> TurnsAsync(this TestClinic clinic, int? practitioner = 0, LocalDate? day = null, Action<Caller>? caller = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? TestPortal.Visitor);
        var date = day ?? MondayDate;
        return await scope.Get<FindTurns>().ExecuteAsync(new(clinic.Service, practitioner is { } p ? clinic.Practitioners[p] : null, new(date, date)), Cancellation);
    }

    public static async Task<Result<TurnState, BookingError>> MoveToTurnAsync(this TestClinic clinic, AppointmentState appointment, Instant session, Action<Caller>? caller = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? BookingScenes.Desk);
        return await scope.Get<MoveToTurn>().ExecuteAsync(
            new(Guid.NewGuid(), appointment.Id, appointment.Version, clinic.Service, clinic.Practitioners[0], session), Cancellation);
    }

    /// <summary>Steps an appointment on, from whatever it is now.</summary>
    public static async Task<AppointmentState> StepAsync(this TestClinic clinic, AppointmentId id, params AppointmentStatus[] steps)
    {
        var now = await clinic.ReadAsync(id);
        foreach (var step in steps)
            now = (await clinic.SetAsync(now, step)).Value;
        return now;
    }

    public static async Task<BookingError?> ActAsync(this TestClinic clinic, LineAct act, TurnState turn, string? reason = null, Action<Caller>? caller = null)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, caller ?? BookingScenes.Desk);
        var result = await scope.Get<DirectLine>().ExecuteAsync(new(turn.Session!.Value, act, act is LineAct.Close or LineAct.Open ? null : turn.Appointment.Id, reason), Cancellation);
        return result.Succeeded ? null : result.Error;
    }

    public static async Task<TurnLine> LineAsync(this TestClinic clinic, TurnState turn)
    {
        await using var scope = clinic.Portal.Scope(clinic.Id, BookingScenes.Desk);
        return (await scope.Get<ReadLine>().ExecuteAsync(turn.Session!.Value, Cancellation)).Value;
    }

    /// <summary>The numbers that wait, in the order they will be called.</summary>
    public static async Task<int[]> WaitingAsync(this TestClinic clinic, TurnState turn) => [.. (await clinic.LineAsync(turn)).Waiting.Select(row => row.Number)];

    /// <summary>So many turns of the evening, the first of whom are here.</summary>
    public static async Task<TurnState[]> LineUpAsync(this TestClinic clinic, int booked, int here)
    {
        var turns = new TurnState[booked];
        for (var i = 0; i < booked; i++)
        {
            turns[i] = (await clinic.BookTurnAsync()).Value;
            if (i < here)
                await clinic.StepAsync(turns[i].Appointment.Id, AppointmentStatus.Arrived);
        }

        return turns;
    }
}
