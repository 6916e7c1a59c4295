using System.Collections.Frozen;
using Portal.Domain.Chart.Search.Model;
using Portal.Domain.Platform.Text;

namespace Portal.Domain.Chart.Asking;

/// <summary>The words by which a question says what kind of record it means and when, in both languages. Kept as they are written; compared by their stems.</summary>
static class QuestionCues
{
    static readonly FrozenDictionary<string, SourceKind[]> Kinds = Table<SourceKind[]>(
        ("allergy allergies allergic allergen حساسية حساسيه الحساسية", [SourceKind.Allergy]),
        ("medicine medicines medication medications drug drugs taking takes treatment treatments دوا دواء ادوية أدوية الأدوية علاج علاجات بياخد بتاخد ياخذ تاخد يتناول تتناول", [SourceKind.Medication, SourceKind.Prescription]),
        ("prescription prescriptions prescribed روشتة روشته وصفة وصفات", [SourceKind.Prescription, SourceKind.Medication]),
        ("visit visits visited encounter encounters consultation زيارة زياره زيارات الزيارة كشف كشوفات", [SourceKind.Encounter]),
        ("result results lab labs test tests تحليل تحاليل التحاليل نتيجة نتيجه نتائج فحوصات", [SourceKind.Observation, SourceKind.Document]),
        ("diagnosis diagnoses diagnosed problem problems condition conditions illness illnesses disease diseases تشخيص تشخيصات مرض أمراض امراض مشاكل", [SourceKind.Condition]),
        ("vaccine vaccines vaccination vaccinations vaccinated immunization immunizations immunisation shot shots jab تطعيم تطعيمات لقاح لقاحات", [SourceKind.Immunization]),
        ("procedure procedures surgery surgeries operation operations عملية عمليه عمليات جراحة جراحه جراحات إجراء اجراءات", [SourceKind.Procedure]),
        ("document documents report reports letter letters file files تقرير تقارير مستند مستندات خطاب ملف ملفات", [SourceKind.Document]),
        ("appointment appointments booking bookings booked موعد مواعيد ميعاد حجز حجوزات", [SourceKind.Appointment]),
        ("vital vitals علامات", [SourceKind.Observation]));

    static readonly FrozenDictionary<string, QuestionTime> Times = Table(
        ("last latest recent recently newest اخر آخر أخر احدث أحدث", QuestionTime.Latest),
        ("first earliest oldest اول أول اقدم", QuestionTime.First),
        ("current currently now active today حاليا الحالية الحالي دلوقتي الان الآن", QuestionTime.Current),
        ("trend trends course progress change changed changing changes improving improved worse worsening better evolution over اتجاه اتجاهه اتجاهها واتجاهه واتجاهها تطور تطوره تطورها وتطوره وتطورها تغير وتغيره بيتحسن اتحسن تحسن بيزيد بيقل منحنى", QuestionTime.Trend));

    static readonly FrozenSet<string> Fillers = Stems(
        "what which who whom whose when where why how much many long often does did do done is are was were been has have had having be being any anything ever there tell show list give find look please me my his her their its he she they patient patient's "
        + "record chart history note notes noted say says said write wrote written mention mentioned know known given give gave taken about on of for in at to from with by the a an and or not no level levels value values reading readings number time times date happened happen come came seen see "
        + "وليه ليه ايه إيه ما ماذا هل مين من متى امتى إمتى فين أين ليه لماذا كام كم ازاي كيف عنده عندها عند له لها كان كانت يكون في على عن الى إلى مع هو هي المريض المريضة مريض السجل الملف سجل قال قالت كتب كتبت مكتوب مذكور معروف اعرض اعرضي وريني قولي قوللي عايز عايزة اي أي نسبة نسبه مستوى مستوي قيمة قراءة قياس "
        + "تاريخ مرة مره سبب جه جت جات حصل بتاع بتاعه بتاعها اللي الذي التي كل جميع شو شنو وش");

    static readonly FrozenSet<string> Since = Stems("since after from منذ من بعد");

    public static SourceKind[] KindsOf(string stem) => Kinds.GetValueOrDefault(stem, []);

    public static QuestionTime? TimeOf(string stem) => Times.TryGetValue(stem, out var time) ? time : null;

    public static bool IsFiller(string stem) => Fillers.Contains(stem) || Since.Contains(stem);

    public static bool IsSince(string stem) => Since.Contains(stem);

    static FrozenDictionary<string, T> Table<T>(params (string Words, T Meaning)[] rows) =>
        rows.SelectMany(row => SearchText.Stems(row.Words, withCommon: true).Distinct(StringComparer.Ordinal).Select(stem => (stem, row.Meaning)))
            .DistinctBy(row => row.stem).ToFrozenDictionary(row => row.stem, row => row.Meaning, StringComparer.Ordinal);

    static FrozenSet<string> Stems(string words) => SearchText.Stems(words, withCommon: true).ToFrozenSet(StringComparer.Ordinal);
}
