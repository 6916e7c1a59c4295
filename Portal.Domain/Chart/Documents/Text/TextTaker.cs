using System.Diagnostics.CodeAnalysis;
using Portal.Domain.Chart.Documents.Model;
using UglyToad.PdfPig.Exceptions;

namespace Portal.Domain.Chart.Documents.Text;

/// <summary>Takes the text of a file: what a PDF has itself, and what can be made out from pictures and scanned pages.</summary>
public sealed class TextTaker(Ocr ocr) : IDisposable
{
    /// <summary>So many scanned pages of a PDF are looked at. Each takes seconds.</summary>
    internal const int MostPictures = 60;

    const int FewLetters = 8;

    // it is given a whole file in memory, and fills a core
    readonly SemaphoreSlim turn = new(1);

    internal readonly record struct TextPage(int Number, string Text, bool MachineRead);

    /// <param name="Fault">Null where there is text.</param>
    internal sealed record Taken(DocumentFault? Fault)
    {
        public int? PageCount { get; init; }

        public IReadOnlyList<TextPage> Pages { get; init; } = [];
    }

    internal async Task<Taken> TakeAsync(byte[] content, string mediaType, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            return mediaType == MediaTypes.Pdf ? await OfPdfAsync(content, cancellation) : await OfPictureAsync(content, cancellation);
        }
        catch (TimeoutException)
        {
            return new(DocumentFault.TimedOut);
        }
        finally
        {
            turn.Release();
        }
    }

    async Task<Taken> OfPictureAsync(byte[] content, CancellationToken cancellation)
    {
        if (!await ocr.IsThereAsync(cancellation))
            return new(DocumentFault.ReaderMissing);
        if (await ocr.ReadAsync(content, cancellation) is not { } texts)
            return new(DocumentFault.Broken);
        return Of([.. texts.Select((text, i) => new TextPage(i + 1, CleanText.Of(text), MachineRead: true))], texts.Length, readerMissing: false);
    }

    async Task<Taken> OfPdfAsync(byte[] content, CancellationToken cancellation)
    {
        if (Open(content, out var fault, cancellation) is not { } pages)
            return new(fault);
        var (texts, pictures, missing) = (new List<TextPage>(pages.Count), 0, false);
        foreach (var (i, page) in pages.Index())
        {
            var own = new TextPage(i + 1, page.Text, MachineRead: false);
            if (CleanText.CountWordy(page.Text) >= FewLetters || !page.HasPictures || pictures++ >= MostPictures)
                texts.Add(own);
            else if (missing |= !await ocr.IsThereAsync(cancellation))
                texts.Add(own);
            else
                texts.Add(await SeenAsync(content, i + 1, cancellation) is { Length: > 0 } seen ? new(i + 1, seen, MachineRead: true) : own);
        }

        return Of(texts, pages.Count, missing);
    }

    async Task<string?> SeenAsync(byte[] pdf, int page, CancellationToken cancellation) =>
        await ocr.DrawAsync(pdf, page, cancellation) is { } picture && await ocr.ReadAsync(picture, cancellation) is { } texts ? CleanText.Of(string.Join('\n', texts)) : null;

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a reader of PDFs stumbles over, the file is broken for us.")]
    static IReadOnlyList<PdfText.Page>? Open(byte[] content, out DocumentFault fault, CancellationToken cancellation)
    {
        fault = DocumentFault.Broken;
        try
        {
            return PdfText.Read(content, cancellation) is { Count: > 0 } pages ? pages : null;
        }
        catch (PdfDocumentEncryptedException)
        {
            fault = DocumentFault.PasswordProtected;
            return null;
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            return null;
        }
    }

    static Taken Of(List<TextPage> pages, int count, bool readerMissing)
    {
        var written = pages.Where(page => page.Text.Length > 0).ToList();
        var hasWords = written.Exists(page => CleanText.CountWordy(page.Text) > 0);
        return new(readerMissing ? DocumentFault.ReaderMissing : hasWords ? null : DocumentFault.NoText) { PageCount = count, Pages = hasWords ? written : [] };
    }

    public void Dispose() => turn.Dispose();
}
