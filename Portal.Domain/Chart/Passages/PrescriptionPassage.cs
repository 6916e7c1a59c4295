using Portal.Domain.Chart.Model;
using Portal.Domain.Chart.Search;

namespace Portal.Domain.Chart.Passages;

static class PrescriptionPassage
{
    static readonly (string English, string Arabic) Sheet = ("Prescription", "روشتة");

    public static IEnumerable<RenderedPassage> Of(
        Prescription prescription, IEnumerable<PrescriptionItem> items, (string NameAr, string NameEn, string? SpecialtyAr, string? SpecialtyEn)? doctor, PassageStyle style)
    {
        var status = prescription.Status switch
        {
            PrescriptionStatus.Dispensed => style.Say("dispensed", "صُرفت"),
            PrescriptionStatus.Revoked => style.Say("revoked", "أُلغيت") + (prescription.RevokeReason is { Length: > 0 } why ? $" ({why})" : ""),
            _ => style.Say("valid", "سارية"),
        };
        var before = string.Join(" · ", new[] { doctor is { } who ? style.Doctor(who) : null, status }.Where(part => part is not null)) + " · ";
        var date = style.DateOf(prescription.IssuedAt);
        var lines = items.OrderBy(item => item.Position).Select(item => $"{string.Join(' ', new[] { item.Medicine, item.Strength, item.Form }.Where(part => part is not null))}: {(style.Arabic ? DoseWords.Arabic(item) : DoseWords.English(item))}.").ToList();
        if (prescription.Note is { Length: > 0 } note)
            lines.Add(note);
        return lines.Count == 0 ? [] : style.Lines(date, Sheet, before, string.Join('\n', lines));
    }
}
