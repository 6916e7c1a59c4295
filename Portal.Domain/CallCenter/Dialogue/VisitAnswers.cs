using System.Collections.Frozen;
using System.Globalization;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.Patients;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.CallCenter.Dialogue;

/// <summary>
/// Reads the answers to what <see cref="VisitSteps"/> asked, before anything else is read into them: a date of birth is no day of a visit, and "no" to "is
/// it your first visit" drops nothing.
/// </summary>
static class VisitAnswers
{
    static readonly FrozenSet<string> Common = new[] { "branch", "clinic", "the", "in", "at" }.Concat(NameFolding.Words("فرع عيادة في الفرع العيادة")).ToFrozenSet();

    static readonly string[] English = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];

    static readonly string[] Arabic = [.. new[] { "يناير", "فبراير", "مارس", "ابريل", "مايو", "يونيو", "يوليو", "اغسطس", "سبتمبر", "اكتوبر", "نوفمبر", "ديسمبر" }.Select(NameFolding.Fold)];

    /// <returns>Whether the turn answers what was asked; the wish has the answer then.</returns>
    public static bool Take(Exchange exchange)
    {
        var (frame, heard) = (exchange.Frame, exchange.Heard);
        if (frame.Asked is not (Asked.FirstVisit or Asked.Branch or Asked.BirthDate) || heard.Has(Cue.Drop) && !heard.IsNo)
            return false;
        switch (frame.Asked)
        {
            case Asked.FirstVisit when IsFirst(heard) is { } first:
                Each(wish => wish.FirstVisit is null, wish => wish.FirstVisit = first);
                break;
            case Asked.Branch when Branch(heard, exchange.Clinic.Page.Branches) is { } branch:
                Each(wish => wish.Branch is null, wish => wish.Branch = branch.Id);
                break;
            case Asked.BirthDate when BirthDate(heard.Utterance.Typed, exchange.LocalNow.Date) is { } born:
                if (frame.Wishes.Find(w => w.BirthDate is null && w.Chosen is not null && exchange.Clinic.Service(w.Service!.Value).Person is { AsksAge: true }) is { } theirs)
                    theirs.BirthDate = born;
                break;
            default:
                return false;
        }

        frame.Asked = Asked.Nothing;
        return true;

        // who comes for two visits comes to one place, and has been there or not
        void Each(Predicate<Wish> open, Action<Wish> answer) => frame.Wishes.FindAll(open).ForEach(answer);
    }

    /// <summary>The branch whose name was said; null where none was, or several.</summary>
    public static BranchFacts? Branch(Understood heard, IReadOnlyList<BranchFacts> branches)
    {
        var said = NameFolding.Words(heard.Utterance.Typed).Select(Bare).ToHashSet(StringComparer.Ordinal);
        var fitting = branches.Where(branch => Words(branch.NameAr).Concat(Words(branch.NameEn)).Any(said.Contains)).ToArray();
        return fitting is [var only] ? only : null;
    }

    /// <summary>"3/5/1990", "٣ مايو ١٩٩٠", "she is 34".</summary>
    public static LocalDate? BirthDate(string typed, LocalDate today)
    {
        if (BirthDates.Parse(typed, today) is { } whole)
            return whole;
        var numbers = new List<string>();
        foreach (var word in Digits.Fold(typed).Split([' ', ',', '،'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (char.IsAsciiDigit(word[0]) && word.Any(c => c is '/' or '-' or '.') && BirthDates.Parse(word.TrimEnd('.', '؟', '?'), today) is { } date)
                return date;
            if (word.All(char.IsAsciiDigit))
                numbers.Add(word);
            else if (Month(word) is { } month)
                numbers.Add(month.ToString(CultureInfo.InvariantCulture));
        }

        return numbers.Count is 1 or 3 ? BirthDates.Parse(string.Join('/', numbers), today) : null;
    }

    static bool? IsFirst(Understood heard)
    {
        var words = NameFolding.Words(heard.Utterance.Typed).ToHashSet(StringComparer.Ordinal);
        if (heard.IsNo || YesNo.BeginsWithNo(heard.Utterance) || words.Overlaps(["مش", "مو", "before", "again", "not", "قبل"]))
            return false;
        return heard.IsYes || YesNo.BeginsWithYes(heard.Utterance) || words.Overlaps(["first", "new", "اول", "جديد", "جديده"]) ? true : null;
    }

    static int? Month(string word)
    {
        var folded = NameFolding.Fold(word);
        var place = Array.FindIndex(Arabic, month => month == folded);
        if (place < 0 && word.Length >= 3)
            place = Array.FindIndex(English, month => month.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        return place < 0 ? null : place + 1;
    }

    static IEnumerable<string> Words(string name) => NameFolding.Words(name).Where(word => !Common.Contains(word)).Select(Bare);

    static string Bare(string word) => NameFolding.WithoutArticle(word) ?? word;
}
