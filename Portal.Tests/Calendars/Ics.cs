using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Tests.Calendars;

/// <summary>Reads iCalendar by the letter of RFC 5545, with nothing of the library that wrote it.</summary>
static partial class Ics
{
    /// <summary>A line of content: name, parameters as they stand, value as it stands.</summary>
    public sealed record Line(string Name, string Parameters, string Value);

    /// <summary>The lines as they are sent; each must end with CR LF.</summary>
    public static string[] RawLines(string text)
    {
        text.ShouldEndWith("\r\n");
        BareLineEnd().IsMatch(text).ShouldBeFalse("a line ends with CR LF and nothing else");
        return text[..^2].Split("\r\n");
    }

    public static int LongestLine(string text) => RawLines(text).Max(Encoding.UTF8.GetByteCount);

    /// <summary>Unfolded.</summary>
    public static IReadOnlyList<Line> Lines(string text)
    {
        RawLines(text);
        return [.. text[..^2].Replace("\r\n ", "", StringComparison.Ordinal).Replace("\r\n\t", "", StringComparison.Ordinal).Split("\r\n").Select(line =>
        {
            var match = Content().Match(line);
            match.Success.ShouldBeTrue($"no line of content: {line}");
            return new Line(match.Groups["name"].Value, match.Groups["parameters"].Value, match.Groups["value"].Value);
        })];
    }

    /// <summary>The components of a kind, each with its own lines.</summary>
    public static IReadOnlyList<IReadOnlyList<Line>> All(string text, string component)
    {
        var found = new List<IReadOnlyList<Line>>();
        var lines = Lines(text);
        for (var i = 0; i < lines.Count; i++)
            if (lines[i] == new Line("BEGIN", "", component))
                found.Add([.. lines.Skip(i + 1).TakeWhile(line => line != new Line("END", "", component))]);
        return found;
    }

    public static IReadOnlyList<IReadOnlyList<Line>> Events(string text) => All(text, "VEVENT");

    public static string Of(this IEnumerable<Line> lines, string name) => lines.Single(line => line.Name == name).Value;

    public static bool Has(this IEnumerable<Line> lines, string name) => lines.Any(line => line.Name == name);

    /// <summary>The text of a value of type TEXT.</summary>
    public static string Text(string value) => Escape().Replace(value, match => match.Value[1] is 'n' or 'N' ? "\n" : match.Value[1..]);

    [GeneratedRegex(@"\r(?!\n)|(?<!\r)\n", RegexOptions.None, 1000)]
    private static partial Regex BareLineEnd();

    [GeneratedRegex("^(?<name>[A-Za-z0-9-]+)(?<parameters>(;[A-Za-z0-9-]+=(\"[^\"]*\"|[^\";:,]*)(,(\"[^\"]*\"|[^\";:,]*))*)*):(?<value>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Content();

    [GeneratedRegex(@"\\.", RegexOptions.Singleline, 1000)]
    private static partial Regex Escape();
}
