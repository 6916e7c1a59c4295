namespace Portal.Domain.Chart.Documents;

/// <summary>What a file is, by its first bytes. Its name and what the browser says of it are not asked.</summary>
static class MediaTypes
{
    public const string Pdf = "application/pdf", Png = "image/png", Jpeg = "image/jpeg", WebP = "image/webp", Tiff = "image/tiff";

    // readers take a PDF whose header comes within the first kilobyte, and scanners write such
    const int PdfHeaderWithin = 1024;

    static readonly byte[] PngMark = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A];

    /// <returns>Null for what is not taken.</returns>
    public static string? Of(ReadOnlySpan<byte> beginning)
    {
        if (beginning.StartsWith(PngMark))
            return Png;
        if (beginning.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return Jpeg;
        if (beginning.StartsWith("RIFF"u8) && beginning.Length >= 12 && beginning[8..12].SequenceEqual("WEBP"u8))
            return WebP;
        if (beginning.StartsWith("II*\0"u8) || beginning.StartsWith("MM\0*"u8))
            return Tiff;
        return beginning[..Math.Min(beginning.Length, PdfHeaderWithin)].IndexOf("%PDF-"u8) is var at && (at == 0 || (at > 0 && !IsSomethingElse(beginning))) ? Pdf : null;
    }

    // a page or a program with a PDF's header somewhere within is not taken for a PDF
    static bool IsSomethingElse(ReadOnlySpan<byte> beginning)
    {
        var text = beginning.TrimStart(" \t\r\n\xEF\xBB\xBF"u8);
        return text.StartsWith("<"u8) || text.StartsWith("PK"u8) || text.StartsWith("MZ"u8) || text.StartsWith("#!"u8) || text.StartsWith("GIF8"u8) || text.StartsWith("\x7F"u8);
    }

    /// <summary>How a file of the kind is named at its end.</summary>
    public static string Extension(string mediaType) => mediaType switch
    {
        Pdf => "pdf",
        Png => "png",
        Jpeg => "jpg",
        WebP => "webp",
        Tiff => "tiff",
        _ => "bin",
    };
}
