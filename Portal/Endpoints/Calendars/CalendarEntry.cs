using NodaTime;

namespace Portal.Endpoints.Calendars;

/// <summary>An appointment as a calendar program keeps it.</summary>
/// <param name="Uid">The same for the appointment's whole life, in whatever file it comes.</param>
/// <param name="Sequence">Grows with each change: of two files with one id, the higher is the newer.</param>
/// <param name="Status"><c>TENTATIVE</c>, <c>CONFIRMED</c> or <c>CANCELLED</c>.</param>
/// <param name="Stamp">When the file was written, or the entry last changed where the file is one of many readings of the same calendar.</param>
sealed record CalendarEntry(string Uid, int Sequence, string Status, Instant Stamp, Instant Start, Instant End, string Summary)
{
    public Instant? ChangedAt { get; init; }

    public string? Description { get; init; }

    public string? Location { get; init; }

    public Uri? Url { get; init; }

    /// <summary>For a calendar that others may look into.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>For a file that comes by e-mail: without both names a program does not take it as a change of what it has.</summary>
    public Invited? Invitation { get; init; }

    public sealed record Invited(string OrganizerMail, string Organizer, string Mail, string Name);
}

/// <param name="Method"><c>PUBLISH</c>, <c>REQUEST</c> or <c>CANCEL</c> for one appointment's file; null for a calendar that is read again and again.</param>
sealed record CalendarHead(string? Method)
{
    /// <summary>What a program shows for the calendar.</summary>
    public string? Name { get; init; }

    /// <summary>How often a program should read it again.</summary>
    public Duration? Refresh { get; init; }
}
