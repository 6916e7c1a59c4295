using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Portal.Endpoints.Money;

/// <summary>A workbook of one sheet. Texts are cells of text, whatever they begin with, so that nothing in it is reckoned.</summary>
static class ExcelFile
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static async Task<byte[]> WriteAsync(string title, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows, CancellationToken cancellation)
    {
        using var file = new MemoryStream();
        await using (var book = await Spreadsheet.CreateNewAsync(file, cancellationToken: cancellation))
        {
            await book.StartWorksheetAsync(title, new WorksheetOptions { FrozenRows = 1, FrozenColumns = 2 }, cancellation);
            await book.AddHeaderRowAsync([.. header], book.AddStyle(new Style { Font = { Bold = true } }), cancellation);
            foreach (var row in rows)
                await book.AddRowAsync(row.Select(Cell).ToArray(), cancellation);
            await book.FinishAsync(cancellation);
        }

        return file.ToArray();
    }

    static DataCell Cell(object? value) => value switch
    {
        null => new(),
        string text => new(text),
        int number => new(number),
        decimal sum => new(sum),
        _ => throw new NotSupportedException(value.GetType().Name),
    };
}
