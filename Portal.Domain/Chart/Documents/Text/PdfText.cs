using System.Diagnostics.CodeAnalysis;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace Portal.Domain.Chart.Documents.Text;

/// <summary>The text that a PDF has itself, line by line as it stands on the page.</summary>
static class PdfText
{
    /// <summary>A file with more is cut there: it is a book.</summary>
    public const int MostPages = 1000;

    const double SameLine = 0.45, Space = 0.2, Cell = 2;

    /// <param name="HasPictures">There is something on it beside letters, which may be a scan.</param>
    public readonly record struct Page(string Text, bool HasPictures);

    public static IReadOnlyList<Page> Read(byte[] content, CancellationToken cancellation)
    {
        using var pdf = PdfDocument.Open(content, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
        var pages = new List<Page>();
        for (var number = 1; number <= Math.Min(pdf.NumberOfPages, MostPages); number++)
        {
            cancellation.ThrowIfCancellationRequested();
            pages.Add(Read(pdf, number));
        }

        return pages;
    }

    [SuppressMessage("Design", "CA1031", Justification = "A page that cannot be understood leaves the others; it is looked at as a picture then.")]
    static Page Read(PdfDocument pdf, int number)
    {
        try
        {
            var page = pdf.GetPage(number);
            return new(CleanText.Of(TextOf(page)), page.NumberOfImages > 0 || page.Paths.Count > 0);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new("", HasPictures: true);
        }
    }

    static string TextOf(UglyToad.PdfPig.Content.Page page)
    {
        var text = new StringBuilder();
        foreach (var line in Lines(page.Letters))
        {
            var cells = Cells(line);
            if (ReadingOrder.IsRight(cells.SelectMany(cell => cell)))
                cells.Reverse();
            text.AppendJoin(' ', cells.Select(ReadingOrder.Of)).Append('\n');
        }

        return text.ToString();
    }

    static IEnumerable<List<Letter>> Lines(IReadOnlyList<Letter> letters)
    {
        var line = new List<Letter>();
        var height = 0.0;
        foreach (var letter in letters.Where(l => l.Value.Length > 0).OrderByDescending(l => l.StartBaseLine.Y))
        {
            if (line.Count > 0 && height - letter.StartBaseLine.Y > SameLine * Math.Max(Size(letter), Size(line[0])))
            {
                yield return line;
                line = [];
            }

            if (line.Count == 0)
                height = letter.StartBaseLine.Y;
            line.Add(letter);
        }

        if (line.Count > 0)
            yield return line;
    }

    // the cells of a line of a table, from left to right, which stand far from each other; a word's end is a space where the file wrote none
    static List<List<string>> Cells(List<Letter> line)
    {
        var cells = new List<List<string>> { new() };
        var before = default(Letter);
        foreach (var letter in line.Where(l => !string.IsNullOrWhiteSpace(l.Value)).OrderBy(Begin))
        {
            if (before is not null)
            {
                if (before.Value == letter.Value && Math.Abs(Begin(before) - Begin(letter)) < 0.1 * Size(letter))
                    continue; // printed twice to look bold
                var gap = (Begin(letter) - End(before)) / Math.Max(Size(letter), Size(before));
                if (gap > Cell)
                    cells.Add([]);
                else if (gap > Space || line.Any(l => IsBetween(l, before, letter)))
                    cells[^1].Add(" ");
            }

            cells[^1].Add(CleanText.Letters(letter.Value));
            before = letter;
        }

        return cells;
    }

    static bool IsBetween(Letter letter, Letter before, Letter after) =>
        string.IsNullOrWhiteSpace(letter.Value) && (Begin(letter) + End(letter)) / 2 is var middle && middle > (Begin(before) + End(before)) / 2 && middle < (Begin(after) + End(after)) / 2;

    static double Begin(Letter letter) => Math.Min(letter.StartBaseLine.X, letter.EndBaseLine.X);

    static double End(Letter letter) => Math.Max(letter.StartBaseLine.X, letter.EndBaseLine.X);

    static double Size(Letter letter) => letter.PointSize > 0.5 ? letter.PointSize : 10;
}
