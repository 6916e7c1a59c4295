using System.Collections.Frozen;
using System.Globalization;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.CallCenter.FrontDesk;
using Portal.Domain.CallCenter.Understanding;
using Portal.Domain.CallCenter.Understanding.Cues;
using Portal.Domain.Patients;
using Portal.Domain.Patients.Model;
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

    // "I'm 34", "هي ٦": the number itself
    static readonly FrozenSet<string> Persons = Fold("he she i it is am was im hes shes its my the a only just about his her your age هو هي انا عندي عنده عندها");

    static readonly FrozenSet<string> AgeWords = Fold("age aged old year years yo born birthday سن السن سنه سنين سنوات عام اعوام عمر عمره عمرها عمري العمر سنها سني عنده عندها عندي مواليد ميلاد مولود مولوده sana sneen seneen omro omraha omri 3omro 3omrha 3andaha 3ando");

    static readonly FrozenSet<string> TimeWords = Fold(
        "at pm oclock hour hours minute minutes instead make time times appointment slot move change today tomorrow morning afternoon evening night noon after before until " +
        "saturday sunday monday tuesday wednesday thursday friday ساعه الساعه دقيقه بدل معاد ميعاد موعد وقت الصبح صباحا مساء المغرب العصر الظهر الضهر العشاء بليل بالليل بكره النهارده اليوم غدا بعد " +
        "السبت الاحد الاتنين الاثنين الثلاثاء التلات الاربعاء الاربع الخميس الجمعه sa3a elsa3a bokra badal");

    static readonly FrozenSet<string> Female = Fold("female woman women girl lady she daughter wife mother mum mom sister f انثي ست سيده امراه بنت بنتي مراتي زوجتي ماما والدتي اختي هي مدام set bent benty sitt");

    static readonly FrozenSet<string> Male = Fold("male man men boy he son husband father dad brother m ذكر راجل رجل ولد ابني جوزي زوجي بابا والدي اخويا هو ragel walad ebny");

    static readonly FrozenSet<string> Before = Fold("before قبل سبق already abl 2abl qabl");

    static readonly FrozenSet<string> First = Fold("first new newcomer اول الاول اولي الاولي جديد جديده awel awwel awal gedid gdeed");

    static readonly FrozenSet<string> Never = Fold("never عمري عمرنا عمره عمرها مجيتش ماجيتش مجتش مزرتش مازرتش 3omri 3omry 3omro 3omrha magetsh mageetsh");

    static readonly FrozenSet<string> Not = Fold("not isnt wasnt havent hasnt didnt dont مش مو موش ما لم ليس ليست لست mesh msh mish mosh ma");

    /// <returns>Whether the turn answers what was asked; the wish has the answer then.</returns>
    public static bool Take(Exchange exchange)
    {
        var (frame, heard) = (exchange.Frame, exchange.Heard);
        if (frame.Asked is not (Asked.FirstVisit or Asked.Branch or Asked.BirthDate or Asked.Gender) || heard.Has(Cue.Drop) && !heard.IsNo)
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
                About(wish => wish.BirthDate is null, wish => wish.BirthDate = born);
                break;
            case Asked.Gender when GenderSaid(heard.Utterance.Typed) is { } gender:
                About(wish => wish.Gender is null, wish => wish.Gender = gender);
                break;
            default:
                return false;
        }

        (frame.Asked, frame.About) = (Asked.Nothing, null);
        return true;

        void About(Predicate<Wish> open, Action<Wish> answer)
        {
            if (frame.Wishes.Find(wish => wish.Key == frame.About) is { } asked && open(asked))
                answer(asked);
        }

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

        return numbers.Count == 3 || numbers.Count == 1 && IsAge(typed) ? BirthDates.Parse(string.Join('/', numbers), today) : null;
    }

    /// <summary>Whether a lone number is an age or a year of birth: "can we make it 5" is a time.</summary>
    static bool IsAge(string typed)
    {
        var words = NameFolding.Parts(typed).Where(word => !word.All(char.IsAsciiDigit)).ToArray();
        return Array.TrueForAll(words, Persons.Contains) || Array.Exists(words, AgeWords.Contains) && !Array.Exists(words, TimeWords.Contains);
    }

    /// <summary>"Female", "بنت", "for my son"; null where neither was said, or both.</summary>
    public static Gender? GenderSaid(string typed)
    {
        var words = NameFolding.Parts(typed);
        return (words.Any(Female.Contains), words.Any(Male.Contains)) switch
        {
            (true, false) => Gender.Female,
            (false, true) => Gender.Male,
            _ => null,
        };
    }

    static bool? IsFirst(Understood heard) => FirstSaid(heard.Utterance.Typed)
        ?? (heard.IsNo || YesNo.BeginsWithNo(heard.Utterance) ? false : heard.IsYes || YesNo.BeginsWithYes(heard.Utterance) ? true : default(bool?));

    /// <summary>"I have never been here before" and "أول مرة" are a first visit; "not the first" and "جيت قبل كده" are none.</summary>
    /// <returns>Null where neither is said: a yes or a no alone.</returns>
    public static bool? FirstSaid(string typed)
    {
        const int near = 3; // "not my very first"
        var words = NameFolding.Parts(typed).ToArray();
        var first = Array.FindIndex(words, First.Contains);
        var not = Array.FindLastIndex(words, first < 0 ? words.Length - 1 : first, Not.Contains);
        if (Array.Exists(words, Never.Contains))
            return true;
        if (first >= 0)
            return not < 0 || first - not > near;
        if (Array.Exists(words, Before.Contains))
            return not >= 0;
        return not >= 0 || words.Contains("again") ? false : null;
    }

    static int? Month(string word)
    {
        var folded = NameFolding.Fold(word);
        var place = Array.FindIndex(Arabic, month => month == folded);
        if (place < 0 && word.Length >= 3)
            place = Array.FindIndex(English, month => month.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        return place < 0 ? null : place + 1;
    }

    static FrozenSet<string> Fold(string words) => NameFolding.Parts(words).ToFrozenSet(StringComparer.Ordinal);

    static IEnumerable<string> Words(string name) => NameFolding.Words(name).Where(word => !Common.Contains(word)).Select(Bare);

    static string Bare(string word) => NameFolding.WithoutArticle(word) ?? word;
}
