using System.Globalization;
using System.Text;

namespace Portal.Endpoints.Money;

/// <summary>Comma-separated values (RFC 4180) as spreadsheets take them: with the mark by which Excel knows UTF-8, and no text that it would run as a formula.</summary>
static class CsvFile
{
    public const string MediaType = "text/csv; charset=utf-8";

    // a cell that begins so is reckoned and not shown
    static readonly char[] Formulas = ['=', '+', '-', '@', '\t', '\r', '\n'];

    static readonly char[] Marks = [',', '"', '\r', '\n', '\''];

    public static byte[] Write(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(header))
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    static string Cell(object? value) => value switch
    {
        null => "",
        string text => Quoted(Tamed(text)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException(value.GetType().Name),
    };

    static string Tamed(string text) => text.TrimStart() is [var first, ..] && (Formulas.Contains(first) || Formulas.Contains(text[0])) ? "'" + text : text;

    static string Quoted(string text) => text.IndexOfAny(Marks) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
