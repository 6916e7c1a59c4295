using System.ComponentModel.DataAnnotations;

namespace Portal.Domain.Chart.Documents.Text;

/// <summary>Section <c>Ocr</c>: the programs that make out words in pictures. Debian's packages tesseract-ocr, tesseract-ocr-ara and poppler-utils.</summary>
public sealed class OcrOptions
{
    public const string Section = "Ocr";

    [Required]
    public string Tesseract { get; set; } = "tesseract";

    /// <summary>Draws the pages of a scanned PDF.</summary>
    [Required]
    public string Pdftoppm { get; set; } = "pdftoppm";

    [RegularExpression("^[a-z_]+(\\+[a-z_]+)*$")]
    public string Languages { get; set; } = "ara+eng";

    /// <summary>A page that takes longer is given up.</summary>
    [Range(1, 600)]
    public int PageSeconds { get; set; } = 90;
}
