using System.Text.RegularExpressions;
using System.Xml.Linq;
using Portal.Domain.Auditing;
using Portal.Domain.Booking.Model;

namespace Portal.Tests.Architecture;

/// <summary>Whatever the sources write into the audit trail, an administrator reads as a sentence, in both languages, and finds under what it is about.</summary>
public sealed partial class AuditSentences
{
    // of the database's own functions and of what is put together while it runs
    static readonly string[] PutTogether =
    [
        .. new[] { "booked", "proposed", "accepted", "reopened", "placed", "moved", "resized", "restored", "undone", "fitted" }.Select(kind => $"appointment.{kind}"),
        .. Enum.GetNames<AppointmentStatus>().Where(status => status != "Proposed").Select(status => $"appointment.{status}"),
        .. Enum.GetNames<WaitlistOfferState>().Concat(Enum.GetNames<WaitlistState>()).Select(state => $"waitlist.{state}"),
        .. new[] { "call", "skip", "back", "front", "close", "open" }.Select(act => $"queue.{act}"),
    ];

    static IEnumerable<string> Actions() =>
        (from file in Sources.Of("Portal.Domain", ".cs").Concat(Sources.Of("Portal", ".cs"))
         let text = Sources.Text(file)
         from Match use in Written().Matches(text).Concat(Named().Matches(text))
         from Capture action in use.Groups["action"].Captures
         select action.Value)
        .Concat(PutTogether).Distinct();

    [Fact]
    public void Enough_is_found_to_mean_something()
    {
        var found = Actions().ToHashSet();
        found.Count.ShouldBeGreaterThan(150);
        foreach (var known in (string[])["appointment.move", "chart.break_glass", "chart.who_opened", "fhir.patient.read", "staff.sign_in", "waitlist.change", "conversation.take_over", "service.save", "fact.try", "consent_text.publish"])
            found.ShouldContain(known);
    }

    [Theory]
    [InlineData("AuditActs.resx")]
    [InlineData("AuditActs.ar.resx")]
    public void Each_action_has_a_sentence(string file)
    {
        var known = XDocument.Parse(Sources.Text($"Portal/Resources/Admin/{file}")).Root!.Elements("data").Select(data => data.Attribute("name")!.Value).ToHashSet();
        Actions().Where(action => !known.Contains(action.ToLowerInvariant())).ShouldBeEmpty($"write in {file} what was done, as the others are written");
    }

    [Fact]
    public void Each_action_belongs_to_a_group() =>
        Actions().Where(action => AuditGroups.Of(action) is null).ShouldBeEmpty("say in AuditGroups what its first word is about: nobody finds it by the filter");

    // audit.Add(db, …"x.y"), RefuseAsync("x.y"), writer.SaveAsync("x.y"), access.RequireAsync(patient, "x.y")
    [GeneratedRegex(
        @"\b(RefuseAsync|RecordAsync|RefusalAsync|RequireAsync|RequireToWriteAsync|SaveAsync|OneAsync|CheckAsync|TellAsync|audit\.Add)\((?:[^;""{}]|""(?![a-z_-]+\.)[^""]*"")*?""(?<action>[a-z][a-z_-]*(\.[a-z_-]+)+)""",
        RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Written();

    [GeneratedRegex(@"\b\w*Action\w*\s*=>?\s*""(?<action>[a-z][a-z_-]*(\.[a-z_-]+)+)""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Named();
}
