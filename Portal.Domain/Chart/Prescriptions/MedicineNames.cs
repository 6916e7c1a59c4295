using Portal.Domain.Platform.Text;

namespace Portal.Domain.Chart.Prescriptions;

/// <summary>Whether two names mean one medicine, as far as their words tell: <c>Augmentin 1 g</c> and <c>augmentin</c>. No list of ingredients stands behind it.</summary>
static class MedicineNames
{
    const int ShortestWord = 4;
    const string Article = "ال";

    public static bool AreAlike(string one, string other)
    {
        var (words, others) = (Words(one), Words(other));
        return words.Overlaps(others);
    }

    // numbers and short words are strengths and forms, not names
    static HashSet<string> Words(string name) =>
        [.. NameFolding.Words(name).Select(Bare).Where(word => word.Length >= ShortestWord && !word.Any(char.IsAsciiDigit) && !Forms.Contains(word))];

    // البنسلين is بنسلين
    static string Bare(string word) => word.StartsWith(Article, StringComparison.Ordinal) && word.Length >= Article.Length + ShortestWord ? word[Article.Length..] : word;

    static readonly HashSet<string> Forms = [.. NameFolding.Words(
        "tablet tablets capsule capsules syrup cream ointment drops spray injection oral solution suspension suppository extended release allergy allergic "
        + "قرص اقراص كبسول كبسولات شراب كريم مرهم نقط بخاخ حقن حقنة محلول لبوس حساسية")];
}
