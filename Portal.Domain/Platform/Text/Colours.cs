namespace Portal.Domain.Platform.Text;

static class Colours
{
    /// <summary>Whether a text is <c>#rrggbb</c>.</summary>
    public static bool IsColour(string text) => text is ['#', .. { Length: 6 } digits] && digits.All(char.IsAsciiHexDigit);
}
