using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;

namespace Portal.Domain.Chart.Documents.Text;

/// <summary>Makes out the words of pictures by Tesseract, and draws the pages of scanned PDFs for it by poppler's pdftoppm.</summary>
public sealed class Ocr(IOptions<OcrOptions> options)
{
    const int MostText = 16 << 20, MostPicture = 96 << 20;

    // an A4 page at 300 dots an inch; a page of any size is drawn no larger, so that none fills the memory
    const int LongestSide = 3508;

    volatile bool isThere;

    OcrOptions Options => options.Value;

    /// <summary>Whether both programs are installed, with the languages. Asked again until they are.</summary>
    public async Task<bool> IsThereAsync(CancellationToken cancellation)
    {
        if (isThere)
            return true;
        var languages = await OutsideProgram.RunAsync(Options.Tesseract, ["--list-langs"], default, TimeSpan.FromSeconds(30), MostText, cancellation);
        if (languages is not { ExitCode: 0, Output: var list })
            return false;
        var known = Encoding.UTF8.GetString(list).Split('\n', StringSplitOptions.TrimEntries);
        return isThere = Options.Languages.Split('+').All(known.Contains)
            && await OutsideProgram.RunAsync(Options.Pdftoppm, ["-v"], default, TimeSpan.FromSeconds(30), MostText, cancellation) is not null;
    }

    /// <returns>A text for each page of the picture: a TIFF may have several. Null where it cannot be opened.</returns>
    internal async Task<string[]?> ReadAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellation)
    {
        // page segmentation 3: wherever on the page there is text, in any number of columns
        var outcome = await RunAsync(Options.Tesseract, ["stdin", "stdout", "-l", Options.Languages, "--psm", "3", "--dpi", "300"], picture, MostText, cancellation);
        if (outcome.ExitCode != 0)
            return null;
        var text = Encoding.UTF8.GetString(outcome.Output);
        return text.EndsWith('\f') ? text[..^1].Split('\f') : text.Split('\f'); // a form feed ends each page
    }

    /// <returns>The page as PNG; null where it cannot be drawn.</returns>
    internal async Task<byte[]?> DrawAsync(ReadOnlyMemory<byte> pdf, int page, CancellationToken cancellation)
    {
        var number = page.ToString(CultureInfo.InvariantCulture);
        var outcome = await RunAsync(
            Options.Pdftoppm, ["-f", number, "-l", number, "-singlefile", "-gray", "-png", "-scale-to", LongestSide.ToString(CultureInfo.InvariantCulture), "-"], pdf, MostPicture, cancellation);
        return outcome is { ExitCode: 0, Output.Length: > 0 } ? outcome.Output : null;
    }

    async Task<OutsideProgram.Outcome> RunAsync(string program, string[] arguments, ReadOnlyMemory<byte> input, int mostOutput, CancellationToken cancellation) =>
        await OutsideProgram.RunAsync(program, arguments, input, TimeSpan.FromSeconds(Options.PageSeconds), mostOutput, cancellation)
        ?? throw new InvalidOperationException($"{program} was there a moment ago.");
}
