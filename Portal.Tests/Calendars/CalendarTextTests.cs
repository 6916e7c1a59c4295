using System.Globalization;
using System.Text;
using CsCheck;
using NodaTime;
using Portal.Endpoints.Calendars;

namespace Portal.Tests.Calendars;

/// <summary>What is written is what RFC 5545 allows, and says what was meant, whatever the words.</summary>
public sealed class CalendarTextTests
{
    static readonly DateTimeZone Cairo = DateTimeZoneProviders.Tzdb["Africa/Cairo"];
    static readonly Instant Start = Instant.FromUtc(2026, 11, 23, 7, 0);

    // letters of one to four bytes, marks that belong to the letter before, both directions, and what the format itself is made of
    static readonly Gen<string> AnyScript = Gen.OneOf(
        Gen.Char['\u0020', '\u007e'].Select(c => c.ToString()),
        Gen.Char['\u0621', '\u064a'].Select(c => c.ToString()),
        Gen.Char['\u064b', '\u0652'].Select(c => c.ToString()),
        Gen.Char['\u4e00', '\u9fff'].Select(c => c.ToString()),
        Gen.Int[0x1F300, 0x1FAFF].Select(char.ConvertFromUtf32),
        Gen.OneOf("\\", ";", ",", ":", "\"", "\n", "\r\n", "\t", " ", "\u200f", "\u200d", "\\n", "😀\u200d👩", "لا"))
        .Array[0, 200].Select(string.Concat);

    [Fact]
    public void Any_text_of_any_length_comes_back_and_no_line_is_too_long() => Gen.Select(AnyScript, AnyScript, AnyScript).Sample((summary, description, location) =>
    {
        var text = CalendarText.Write(new(null) { Name = location }, Cairo,
            [Entry() with { Summary = summary, Description = description, Location = location }]);

        Ics.LongestLine(text).ShouldBeLessThanOrEqualTo(75);
        var read = Ics.Events(text).ShouldHaveSingleItem();
        Ics.Text(Value(read, "SUMMARY")).ShouldBe(Plain(summary));
        Ics.Text(Value(read, "DESCRIPTION")).ShouldBe(Plain(description));
        Ics.Text(Value(read, "LOCATION")).ShouldBe(Plain(location));
    }, iter: 2000);

    [Fact]
    public void Any_characters_at_all_leave_a_file_that_can_be_read() => Gen.String[0, 300].Sample(anything =>
    {
        var text = CalendarText.Write(new(null), Cairo, [Entry() with { Summary = anything }]);
        Ics.LongestLine(text).ShouldBeLessThanOrEqualTo(75);
        Ics.Text(Value(Ics.Events(text)[0], "SUMMARY")).ShouldBe(CalendarText.Clean(anything));
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).ShouldBe(text, "half a letter was written");
    }, iter: 2000);

    [Theory]
    [InlineData("Africa/Cairo")]
    [InlineData("Asia/Riyadh")]
    [InlineData("Europe/London")]
    [InlineData("Africa/Casablanca")]
    [InlineData("America/New_York")]
    public void The_clocks_of_a_file_are_the_zones_own_in_every_hour_that_it_covers(string id)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        for (var year = 2024; year <= 2032; year++)
        {
            var (first, last) = (Instant.FromUtc(year, 1, 1, 0, 0), Instant.FromUtc(year, 12, 31, 0, 0));
            var text = CalendarText.Write(new(null), zone, [Entry() with { Start = first, End = first + Duration.FromHours(1) }, Entry() with { Start = last, End = last + Duration.FromHours(1) }]);
            var observed = (from kind in (string[])["STANDARD", "DAYLIGHT"]
                            from part in Ics.All(text, kind)
                            let onset = LocalDateTime.FromDateTime(DateTime.ParseExact(part.Of("DTSTART"), "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture))
                            orderby onset
                            select (Begins: onset.WithOffset(OffsetOf(part.Of("TZOFFSETFROM"))).ToInstant(), Offset: OffsetOf(part.Of("TZOFFSETTO")))).ToList();
            for (var hour = first; hour < last; hour += Duration.FromHours(1))
                observed.Last(part => part.Begins <= hour).Offset.ShouldBe(zone.GetUtcOffset(hour), $"{id} at {hour}");
        }
    }

    [Fact]
    public void A_file_of_an_email_asks_to_be_taken_and_names_both_sides()
    {
        var invited = new CalendarEntry.Invited("desk@clinic.example", "عيادة \"نور\"; فرع، أ", "mona@example.com", "منى السيد");
        var text = CalendarText.Write(new("REQUEST"), Cairo, [Entry() with { Invitation = invited }]);

        Ics.Lines(text).Of("METHOD").ShouldBe("REQUEST");
        var read = Ics.Events(text).ShouldHaveSingleItem();
        read.Of("ORGANIZER").ShouldBe("mailto:desk@clinic.example");
        read.Of("ATTENDEE").ShouldBe("mailto:mona@example.com");
        read.Single(line => line.Name == "ATTENDEE").Parameters.ShouldContain("CN=منى السيد");
        Ics.LongestLine(text).ShouldBeLessThanOrEqualTo(75);
    }

    [Fact]
    public void What_did_not_change_is_written_the_same_byte_for_byte() =>
        CalendarText.Write(new(null) { Name = "x" }, Cairo, [Entry()]).ShouldBe(CalendarText.Write(new(null) { Name = "x" }, Cairo, [Entry()]));

    [Fact]
    public void A_calendar_of_nothing_is_a_calendar()
    {
        var text = CalendarText.Write(new(null) { Name = "عيادة", Refresh = Duration.FromMinutes(15) }, Cairo, []);
        Ics.Events(text).ShouldBeEmpty();
        Ics.Lines(text).Single(line => line.Name == "REFRESH-INTERVAL").ShouldBe(new("REFRESH-INTERVAL", ";VALUE=DURATION", "PT15M"));
    }

    static CalendarEntry Entry() => new("a@clinic.example", 1, "CONFIRMED", Start, Start, Start + Duration.FromMinutes(30), "كشف");

    // an empty text is not written
    static string Value(IReadOnlyList<Ics.Line> lines, string name) => lines.Has(name) ? lines.Of(name) : "";

    static string Plain(string text) => text.ReplaceLineEndings("\n");

    static Offset OffsetOf(string text) => Offset.FromHoursAndMinutes(int.Parse(text[..3], CultureInfo.InvariantCulture), int.Parse(text[0] + text[3..5], CultureInfo.InvariantCulture));
}
