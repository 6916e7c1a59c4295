using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Portal.Bench.Load;
using Portal.Domain.Booking.Model;
using Portal.Domain.CallCenter.Model;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Text;

namespace Portal.Bench.FrontDesk.Scenarios;

/// <summary>Grades a conversation on what stands in the database when it is over.</summary>
sealed class ScenarioChecks(ScenarioWorld world, ConversationId conversationId, int eventsBefore)
{
    sealed record Row(AppointmentStatus Status, string Service, string Doctor, Instant Start, string Name, string Phone);

    public async Task<IReadOnlyList<string>> FailuresAsync(Scenario scenario)
    {
        await using var scope = world.System();
        await using var db = ScenarioWorld.Db(scope);
        var conversation = await db.Set<Conversation>().SingleAsync(c => c.Id == conversationId);
        var phone = $"+20107700{int.Parse(scenario.Id[1..], null):0000}";
        var own = await RowsAsync(db, phone);
        var failures = new List<string>();
        var wanted = scenario.Checks.Select(c => c.Appointment).OfType<AppointmentCheck>().ToList();
        if (wanted.Count > 0)
            CheckAppointments(own, wanted, failures);
        foreach (var check in scenario.Checks)
        {
            if (check.Request is { } request)
                await CheckRequestAsync(db, request, failures);
            if (check.AtMost is { } most && own.Count(IsOpen) > most)
                failures.Add($"{own.Count(IsOpen)} open appointments");
            if (check.Is is { } state && !await HoldsAsync(db, state, conversation, own))
                failures.Add($"not {state}");
        }

        return failures;
    }

    static bool IsOpen(Row row) => row.Status is AppointmentStatus.Booked or AppointmentStatus.Proposed;

    static void CheckAppointments(List<Row> own, List<AppointmentCheck> wanted, List<string> failures)
    {
        var left = own.ToList();
        foreach (var check in wanted)
            if (left.Find(row => Fits(row, check)) is { } row)
                left.Remove(row);
            else
                failures.Add($"no {check.Status} {check.Service} on {check.Day} {check.From}-{check.Until} for {check.Name}; there is {string.Join(", ", own.Select(Words))}");
        if (left.Any(IsOpen))
            failures.Add($"also {string.Join(", ", left.Where(IsOpen).Select(Words))}");
    }

    static bool Fits(Row row, AppointmentCheck check)
    {
        var local = row.Start.InZone(Product.Cairo).LocalDateTime;
        return row.Status.ToString() == check.Status && row.Service == check.Service && row.Doctor.Contains(check.Doctor, StringComparison.Ordinal)
            && (check.Day == "any" || local.Date == Day(check.Day)) && local.TimeOfDay >= Time(check.From) && (check.Until == "24:00" || local.TimeOfDay < Time(check.Until))
            && NameFolding.Fold(row.Name) == NameFolding.Fold(check.Name);
    }

    /// <summary>Whether the caller means the coming day of a weekday and not the one after.</summary>
    public static bool ComingFirst(Scenario scenario) => !scenario.Checks.Any(check => check.Appointment?.Day.EndsWith("+1", StringComparison.Ordinal) == true);

    static LocalDate Day(string word)
    {
        var day = word[..3] switch
        {
            "mon" => IsoDayOfWeek.Monday, "tue" => IsoDayOfWeek.Tuesday, "wed" => IsoDayOfWeek.Wednesday, "thu" => IsoDayOfWeek.Thursday, "fri" => IsoDayOfWeek.Friday, "sat" => IsoDayOfWeek.Saturday, _ => IsoDayOfWeek.Sunday,
        };
        var today = ScenarioWorld.Morning.ToInstant().InZone(Product.Cairo).Date;
        return today.Next(day).PlusWeeks(word.EndsWith("+1", StringComparison.Ordinal) ? 1 : 0);
    }

    static LocalTime Time(string text) => NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;

    static string Words(Row row) => $"{row.Status} {row.Service} {row.Start.InZone(Product.Cairo).LocalDateTime} {row.Name}";

    async Task CheckRequestAsync(PortalDbContext db, RequestCheck check, List<string> failures)
    {
        var left = await db.Set<PatientRequest>().Where(r => r.ConversationId == conversationId).ToListAsync();
        var doctors = await db.Set<Practitioner>().ToDictionaryAsync(p => p.Id, p => p.NameEn);
        var fits = left.Count == 1 && left[0].Kind.ToString() == check.Kind && left[0].Text.Contains(check.Contains, StringComparison.OrdinalIgnoreCase)
            && (check.Doctor is null || left[0].PractitionerId is { } who && doctors[who].Contains(check.Doctor, StringComparison.Ordinal));
        if (!fits)
            failures.Add($"no {check.Kind} about {check.Contains}; there is {string.Join(", ", left.Select(r => $"{r.Kind} '{r.Text}'"))}");
    }

    async Task<bool> HoldsAsync(PortalDbContext db, string state, Conversation conversation, List<Row> own) => state switch
    {
        "none" => own.Count == 0,
        "unchanged" => await db.Set<AppointmentEvent>().CountAsync() == eventsBefore,
        "nohold" => !await db.Set<Hold>().AnyAsync(h => h.ExpiresAt > conversation.StartedAt),
        "waiting" => conversation.State is ConversationState.Waiting,
        "emergency" => conversation is { State: ConversationState.Waiting, Urgency: Urgency.Emergency },
        "noemergency" => conversation.Urgency != Urgency.Emergency,
        "unverified" => conversation.Level != IdentityLevel.Verified,
        "norequest" => !await db.Set<PatientRequest>().AnyAsync(r => r.ConversationId == conversationId),
        _ => throw new InvalidOperationException($"There is no check {state}."),
    };

    static async Task<List<Row>> RowsAsync(PortalDbContext db, string phone) => await (
        from a in db.Set<Appointment>()
        join p in db.Set<Patient>() on a.PatientId equals p.Id
        join s in db.Set<Service>() on a.ServiceId equals s.Id
        join d in db.Set<Practitioner>() on a.PractitionerId equals d.Id
        where p.Phone == phone
        select new Row(a.Status, s.NameEn, d.NameEn, a.StartsAt, p.Name, p.Phone)).ToListAsync();
}
