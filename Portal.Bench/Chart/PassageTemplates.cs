using System.Globalization;
using Portal.Domain.Chart.Search.Model;

namespace Portal.Bench.Chart;

/// <summary>Passages as a clinic's records have them, made from their number alone: the same number, the same passage.</summary>
static class PassageTemplates
{
    static readonly string[] Conditions =
    [
        "type 2 diabetes mellitus", "essential hypertension", "iron deficiency anemia", "asthma", "migraine", "hypothyroidism", "chronic kidney disease stage 3", "osteoarthritis of the knee",
        "gastroesophageal reflux", "acute bronchitis", "viral sinusitis", "hyperlipidemia", "atrial fibrillation", "chronic hepatitis C", "urinary tract infection", "atopic dermatitis",
        "السكري من النوع الثاني", "ارتفاع ضغط الدم", "فقر الدم", "الربو", "الصداع النصفي", "خمول الغدة الدرقية", "خشونة الركبة", "ارتجاع المريء", "التهاب الشعب الهوائية", "حصوة في الكلى",
    ];

    static readonly string[] Medicines =
    [
        "metformin", "amlodipine", "lisinopril", "atorvastatin", "levothyroxine", "omeprazole", "amoxicillin", "salbutamol", "warfarin", "bisoprolol", "paracetamol", "ibuprofen", "insulin glargine",
        "clopidogrel", "furosemide", "prednisolone", "ميتفورمين", "أملوديبين", "أوجمنتين", "بنادول", "كونكور", "إنسولين",
    ];

    static readonly string[] Results =
    [
        "Hemoglobin A1c", "Fasting glucose", "Creatinine", "LDL cholesterol", "HDL cholesterol", "Triglycerides", "TSH", "Hemoglobin", "Platelets", "ALT", "Potassium", "Sodium", "Ferritin",
        "Vitamin D", "Uric acid", "CRP",
    ];

    static readonly string[] Units = ["mg/dL", "%", "mmol/L", "g/dL", "U/L", "ng/mL", "10*3/uL"];

    static readonly string[] Complaints =
    [
        "chest tightness on effort", "headache for three days", "cough with sputum", "pain in the right knee", "dizziness on standing", "burning on urination", "itchy rash on both arms", "poor sleep",
        "palpitations at night", "blurred vision", "صداع مستمر منذ أيام", "ألم في الصدر مع المجهود", "كحة وبلغم", "وجع في الركبة اليمنى", "دوخة عند الوقوف", "حرقان في البول", "تنميل في القدمين",
    ];

    static readonly string[] Plans =
    [
        "Review in four weeks with results", "Increase the dose and measure blood pressure at home", "Refer to a cardiologist", "Low salt diet and walking", "Stop if a rash appears", "Repeat the test after fasting",
        "يعود بعد أسبوعين بالتحاليل", "يقاس الضغط يومياً في البيت", "تحويل إلى طبيب القلب", "تقليل الملح والمشي يومياً",
    ];

    static readonly SourceKind[] Kinds =
    [
        SourceKind.Condition, SourceKind.Medication, SourceKind.Observation, SourceKind.Encounter, SourceKind.Observation, SourceKind.Encounter, SourceKind.Prescription, SourceKind.Document,
    ];

    /// <summary>What it is of, in the record of a clinic.</summary>
    public static SourceKind KindOf(int number)
    {
        var random = new Random(number);
        random.Next(); // the date's
        return Kinds[random.Next(Kinds.Length)];
    }

    public static (string Text, string Language) Of(int number)
    {
        var random = new Random(number);
        var date = new DateOnly(2012, 1, 1).AddDays(random.Next(5_300)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var text = random.Next(8) switch
        {
            0 => $"Diagnosis: {One(random, Conditions)}, since {date}. {One(random, Plans)}.",
            1 => $"Medication: {One(random, Medicines)} {5 * random.Next(1, 200)} mg, {random.Next(1, 4)} times a day from {date} for {One(random, Conditions)}.",
            2 => $"Result: {One(random, Results)} = {random.Next(1, 400)}.{random.Next(10)} {One(random, Units)} on {date}.",
            3 => $"Visit on {date}: {One(random, Complaints)}. Assessment: {One(random, Conditions)}. Plan: {One(random, Plans)}.",
            4 => $"Blood pressure {random.Next(90, 190)}/{random.Next(50, 110)} mmHg, pulse {random.Next(50, 120)}, weight {random.Next(40, 130)} kg on {date}.",
            5 => $"زيارة بتاريخ {date}: {One(random, Complaints)}. التشخيص: {One(random, Conditions)}. الخطة: {One(random, Plans)}.",
            6 => $"وصفة بتاريخ {date}: {One(random, Medicines)} {5 * random.Next(1, 200)} مجم، {random.Next(1, 4)} مرات يومياً لمدة {random.Next(3, 90)} يوماً.",
            _ => $"Letter of {date}: the patient with {One(random, Conditions)} and {One(random, Conditions)} complains of {One(random, Complaints)}; takes {One(random, Medicines)} and {One(random, Medicines)}. {One(random, Plans)}.",
        };
        return (text, text[0] is >= '؀' and < '܀' ? "ar" : "en");
    }

    static string One(Random random, string[] of) => of[random.Next(of.Length)];
}
