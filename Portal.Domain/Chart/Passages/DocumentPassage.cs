using Portal.Domain.Chart.Documents.Model;
using Portal.Domain.Chart.Search;

namespace Portal.Domain.Chart.Passages;

/// <summary>A document: its title, and its text page by page, in parts that say where they stand. What was made out from a picture says so, for a figure in it may be wrong.</summary>
static class DocumentPassage
{
    static readonly (string English, string Arabic) Kind = ("Document", "مستند");

    public static IEnumerable<RenderedPassage> Of(Document document, IEnumerable<DocumentPage> pages, PassageStyle style)
    {
        var date = style.DateOf(document.UploadedAt);
        yield return style.Line(date, Kind, document.Title);
        foreach (var page in pages.OrderBy(page => page.Page))
        {
            var machine = page.MachineRead ? style.Say(", machine-read", "، مقروء آليًا") : "";
            foreach (var passage in style.Lines(date, Kind, $"{document.Title} ({style.Say("page", "صفحة")} {page.Page}{machine}): ", page.Text))
                yield return passage;
        }
    }
}
