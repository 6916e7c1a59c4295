namespace Portal.Bench.FrontDesk.Scenarios;

/// <summary>A caller's side of one conversation, and what must be true in the database when it is over.</summary>
/// <param name="Turns"><c>{{code}}</c> stands for the code that was sent last; where none was sent the turn is skipped.</param>
sealed record Scenario(string Id, string Lang, string Kind, string Title, IReadOnlyList<string> Turns, string Expects, IReadOnlyList<Check> Checks);

/// <summary>One thing that must be true; one of its parts is set.</summary>
/// <param name="Is"><c>none</c>, <c>unchanged</c>, <c>nohold</c>, <c>waiting</c>, <c>emergency</c>, <c>noemergency</c>, <c>unverified</c>, <c>norequest</c>.</param>
/// <param name="AtMost">No more open appointments than this on the caller's phone.</param>
sealed record Check(AppointmentCheck? Appointment = null, RequestCheck? Request = null, string? Is = null, int? AtMost = null);

/// <param name="Day">A weekday's first letters: the next such day after today; <c>+1</c> is a week later; <c>any</c> is any.</param>
/// <param name="From">Local time of the clinic, included; <paramref name="Until"/> is not.</param>
sealed record AppointmentCheck(string Status, string Service, string Doctor, string Day, string From, string Until, string Name);

sealed record RequestCheck(string Kind, string? Doctor, string Contains);
