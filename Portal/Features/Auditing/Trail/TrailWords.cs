using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Portal.Domain.Booking.Model;
using Portal.Domain.Operations.Trail;
using Portal.Domain.Platform.Ids;
using Portal.Hosting;
using Portal.Resources.Admin;

namespace Portal.Features.Auditing.Trail;

/// <summary>
/// What stands in the trail as a sentence in the reader's language. Of an action the texts hold what was done and, where a language has it so, what was tried:
/// <c>[opened|open] the record of {0}</c>.
/// </summary>
public sealed partial class TrailWords(IStringLocalizer<AuditTexts> texts, IStringLocalizer<AuditActs> acts, ClinicContext clinic)
{
    /// <summary>What kept somebody from it, rather than what went wrong.</summary>
    static readonly HashSet<string> Refusals = ["Forbidden", "GlassIsWhole", "NotYours", "Refused", "LockedOut"];

    /// <summary>A piece of a sentence: text, or a name with the address that asks for it alone.</summary>
    public readonly record struct Piece(string Text, string? Link = null);

    public IReadOnlyList<Piece> Sentence(TrailRow row)
    {
        var said = texts[row.Entry.Refused ? "Sentence.Refused" : "Sentence.Done", "\u0001", Act(row)].Value;
        var pieces = new List<Piece>();
        foreach (var part in Marks().Split(said))
        {
            if (part == "\u0001")
                pieces.Add(Actor(row));
            else if (part == "\u0002")
                pieces.Add(Subject(row));
            else if (part.Length > 0)
                pieces.Add(new(part));
        }

        return pieces;
    }

    /// <summary>For a file: names are kept apart from what stands around them, whichever way they are written.</summary>
    public string Plain(TrailRow row) => string.Concat(Sentence(row).Select(piece => piece.Text));

    public string? Outcome(TrailRow row) => !row.Entry.Refused ? null : texts[Refusals.Contains(row.Entry.Outcome) ? "Mark.Refused" : "Mark.NotDone"].Value;

    /// <summary>Why it was not done, where there are words for it.</summary>
    public string? Why(TrailRow row) => row.Entry.Refused && row.Entry.Outcome is not ("Forbidden" or "Refused") && texts[$"Why.{row.Entry.Outcome.ToLowerInvariant()}"] is { ResourceNotFound: false } why ? why.Value : null;

    public string ActorName(TrailRow row) => row.Actor ?? texts[$"Actor.{row.Entry.ActorKind}"];

    string Act(TrailRow row)
    {
        var act = acts[row.Entry.Action.ToLowerInvariant()] is { ResourceNotFound: false } known
            ? string.Format(CultureInfo.CurrentCulture, known.Value, "\u0002") : texts["Act.Other", row.Entry.Action].Value;
        return Choice().Replace(act, match => match.Groups[row.Entry.Refused ? "tried" : "done"].Value);
    }

    Piece Actor(TrailRow row) => new(ActorName(row), row is { Actor: not null, Entry: { ActorKind: Domain.Platform.Callers.CallerKind.Staff, Actor: { } staff } }
        ? TrailAddress.Of(new() { Staff = staff }) : null);

    Piece Subject(TrailRow row)
    {
        var subject = row.Subject;
        if (subject.In(clinic.Language) is not { } name)
            return new(texts[$"Kind.{row.Entry.SubjectKind}"] is { ResourceNotFound: false } kind ? kind.Value : texts["Kind.other"].Value);
        if (subject.At is { } at)
            return new(texts["About.At", name, clinic.Format.DayAndTime(at)], TrailAddress.Of(new() { Appointment = AppointmentId.From(row.Entry.Subject!.Value) }));
        return new(name, subject.Patient is { } patient ? TrailAddress.Of(new() { Patient = patient })
            : row.Entry.SubjectKind == "staff" ? TrailAddress.Of(new() { Staff = UserId.From(row.Entry.Subject!.Value) }) : null);
    }

    [GeneratedRegex("(?<mark>[\u0001\u0002])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"\[(?<done>[^|\]]*)\|(?<tried>[^\]]*)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Choice();
}
