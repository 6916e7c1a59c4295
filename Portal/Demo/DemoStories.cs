using Portal.Domain.Chart.Entries;
using Portal.Domain.Chart.Model;

namespace Portal.Demo;

/// <summary>The records of the demonstration clinics: one in the language of each. Nobody in them exists.</summary>
static class DemoStories
{
    static readonly Dosage OnceAfterMeals = new(1, DoseUnit.Tablet, 1, null, false, MealTiming.AfterMeals, DoseRoute.ByMouth);

    public static IReadOnlyList<DemoStory> Of(DemoClinic clinic) => clinic.Tenant.Slug switch { "nour" => [Diabetic, Asthmatic, Thyroid], "cedar" => [Periodontal, Crown], _ => [] };

    static DemoStory Diabetic => new()
    {
        Problems = [new("E11.9", "سكر من النوع الثاني", 1460), new("I10", "ارتفاع ضغط الدم", 1100), new("J20.9", "التهاب شعبي حاد", 250, 236)],
        Allergies = [("بنسلين", AllergyKind.Medication, AllergyCriticality.High, "طفح جلدي وتورم في الوجه"), ("جمبري", AllergyKind.Food, AllergyCriticality.Low, "حكة")],
        Medicines =
        [
            ("ميتفورمين 1000 مجم", "قرص مرتين يوميًا مع الأكل", 1460, null), ("راميبريل 5 مجم", "قرص مرة واحدة يوميًا", 1100, null),
            ("جليمبريد 2 مجم", "قرص مرة واحدة يوميًا قبل الفطار", 720, 180), ("أزيثرومايسين 500 مجم", "قرص مرة واحدة يوميًا لمدة 3 أيام", 250, 247),
        ],
        Visits =
        [
            new(365, "متابعة السكر", "عطش وتبول كثير في الليل منذ شهر.", "الوزن 94 كجم. النبض منتظم. القدمان سليمتان.", "السكر غير منضبط.", "تنظيم الأكل، مشي نصف ساعة يوميًا، تحليل تراكمي بعد 3 شهور."),
            new(250, "كحة", "كحة ببلغم منذ أسبوع، بدون ضيق في التنفس.", "الحرارة 37.9. أصوات خشنة في الصدر.", "التهاب شعبي حاد.", "أزيثرومايسين 3 أيام، لا بنسلين بسبب الحساسية."),
            new(180, "متابعة السكر والضغط", "نوبات هبوط سكر قبل الغدا مرتين.", "الضغط 138 على 86.", "هبوط من الجليمبريد، والسكر أفضل.", "وقف الجليمبريد. قياس السكر في البيت مرتين أسبوعيًا."),
            new(60, "متابعة", "لا شكوى. يمشي كل يوم.", "الضغط 132 على 82. الوزن 88 كجم. الإحساس في القدمين طبيعي.", "سكر وضغط منضبطان.", "نفس العلاج. كشف قاع عين هذا العام. تحليل تراكمي قبل الزيارة القادمة."),
        ],
        Courses =
        [
            DemoCourse.Lab("4548-4", "Hemoglobin A1c", "%", 4, 5.6m, (365, 9.1m), (270, 8.2m), (180, 7.6m), (95, 7.1m), (12, 6.8m)),
            DemoCourse.Lab("2160-0", "Creatinine", "mg/dL", 0.7m, 1.3m, (365, 1.0m), (180, 1.1m), (12, 1.1m)),
            DemoCourse.Lab("13457-7", "LDL cholesterol", "mg/dL", null, 100, (365, 148), (180, 121), (12, 96)),
            DemoCourse.Vital(VitalSigns.Systolic, (365, 148), (250, 142), (180, 138), (60, 132)), DemoCourse.Vital(VitalSigns.Diastolic, (365, 94), (250, 90), (180, 86), (60, 82)),
            DemoCourse.Vital(VitalSigns.Weight, (365, 94), (180, 91), (60, 88)), DemoCourse.Vital(VitalSigns.Height, (365, 174)),
            DemoCourse.Vital(VitalSigns.BodyMass, (365, 31.1m), (180, 30.1m), (60, 29.1m)), DemoCourse.Vital(VitalSigns.Temperature, (250, 37.9m)),
        ],
        Vaccines = [("إنفلونزا موسمية", 400), ("إنفلونزا موسمية", 45)],
        Procedures = [("رسم قلب: طبيعي", 365)],
        Prescribed =
        [
            ("Metformin", "1000 mg", "tablet", new(1, DoseUnit.Tablet, 2, null, false, MealTiming.WithMeals, DoseRoute.ByMouth), 30), ("Ramipril", "5 mg", "tablet", OnceAfterMeals, 30),
        ],
    };

    static DemoStory Asthmatic => new()
    {
        Problems = [new("J45.9", "ربو شعبي", 2900), new("J30.4", "حساسية الأنف", 1500)],
        Allergies = [("إيبوبروفين", AllergyKind.Medication, AllergyCriticality.High, "ضيق في التنفس"), ("غبار المنزل", AllergyKind.Environment, AllergyCriticality.Low, "عطس")],
        Medicines = [("بوديزونيد/فورموتيرول 160/4.5", "بختين مرتين يوميًا", 800, null), ("سالبوتامول بخاخ", "بختين عند اللزوم", 2900, null), ("لوراتادين 10 مجم", "قرص مرة واحدة يوميًا", 300, 270)],
        Visits =
        [
            new(420, "ضيق تنفس", "أزيز في الليل ثلاث مرات أسبوعيًا.", "صفير منتشر. تشبع الأكسجين 95.", "ربو غير منضبط.", "بخاخ وقائي مرتين يوميًا، وشرح طريقة الاستعمال."),
            new(120, "متابعة الربو", "مرة واحدة ضيق تنفس في الشهر.", "الصدر سليم. تشبع الأكسجين 98.", "ربو منضبط.", "نفس البخاخ. لقاح الإنفلونزا."),
        ],
        Courses =
        [
            DemoCourse.Vital(VitalSigns.Saturation, (420, 95), (120, 98)), DemoCourse.Vital(VitalSigns.Pulse, (420, 98), (120, 76)), DemoCourse.Vital(VitalSigns.Weight, (420, 67), (120, 68.5m)),
            DemoCourse.Lab("26449-9", "Eosinophils", "10*3/uL", 0, 0.5m, (420, 0.7m), (120, 0.4m)),
        ],
        Vaccines = [("إنفلونزا موسمية", 120)],
        Procedures = [("قياس وظائف التنفس", 420)],
        Prescribed = [("Symbicort", "160/4.5 mcg", "inhaler", new(2, DoseUnit.Puff, 2, null, false, null, DoseRoute.Inhaled), 30)],
    };

    static DemoStory Thyroid => new()
    {
        Problems = [new("E03.9", "كسل الغدة الدرقية", 900), new("D50.9", "أنيميا نقص الحديد", 200, 40)],
        Medicines = [("ليفوثيروكسين 75 ميكروجرام", "قرص مرة واحدة يوميًا على معدة فاضية", 900, null), ("حديد 100 مجم", "كبسولة مرة واحدة يوميًا", 200, 40)],
        Visits =
        [
            new(200, "إرهاق", "إرهاق وتساقط شعر منذ شهرين.", "شحوب في العينين. الغدة غير متضخمة.", "أنيميا نقص حديد مع كسل الغدة.", "حديد 5 شهور. تحليل TSH بعد 3 شهور."),
            new(40, "متابعة", "أحسن كثيرًا.", "لا شحوب.", "الأنيميا انتهت، والغدة منضبطة.", "وقف الحديد. نفس جرعة الغدة."),
        ],
        Courses =
        [
            DemoCourse.Lab("3016-3", "TSH", "mIU/L", 0.4m, 4.0m, (420, 7.9m), (200, 5.2m), (100, 3.1m), (42, 2.4m)),
            DemoCourse.Lab("718-7", "Hemoglobin", "g/dL", 12, 16, (200, 9.8m), (100, 11.6m), (42, 12.9m)), DemoCourse.Lab("2276-4", "Ferritin", "ng/mL", 15, 150, (200, 6), (42, 34)),
        ],
    };

    static DemoStory Periodontal => new()
    {
        Problems = [new("K05.3", "Chronic periodontitis", 700), new("E11.9", "Type 2 diabetes", 1800), new("K02.1", "Dentine caries, lower left first molar", 240, 210)],
        Allergies = [("Penicillin", AllergyKind.Medication, AllergyCriticality.High, "Hives"), ("Latex", AllergyKind.Other, AllergyCriticality.Low, "Contact rash")],
        Medicines = [("Metformin 1000 mg", "1 tablet twice a day with meals", 1800, null), ("Aspirin 75 mg", "1 tablet once a day", 900, null), ("Chlorhexidine 0.2 % mouthwash", "10 ml twice a day", 240, 226)],
        Visits =
        [
            new(240, "Bleeding gums", "Gums bleed on brushing for three months.", "Pockets of 5 to 6 mm around the lower molars. Caries in 36.", "Chronic periodontitis; caries 36.", "Scaling in two sessions, filling of 36, chlorhexidine for two weeks. No penicillin."),
            new(210, "Filling", "No pain.", "Caries 36 excavated, vital pulp.", "Caries treated.", "Composite in 36. Check in six months."),
            new(30, "Check-up", "No bleeding any more.", "Pockets of 3 to 4 mm. 36 sound.", "Periodontitis under control.", "Hygienist every four months. Bring the last HbA1c."),
        ],
        Courses =
        [
            DemoCourse.Lab("4548-4", "Hemoglobin A1c", "%", 4, 5.6m, (360, 8.4m), (240, 7.9m), (120, 7.3m), (30, 7.0m)),
            DemoCourse.Vital(VitalSigns.Systolic, (240, 144), (30, 134)), DemoCourse.Vital(VitalSigns.Diastolic, (240, 88), (30, 82)), DemoCourse.Vital(VitalSigns.Pulse, (240, 82), (30, 74)),
        ],
        Procedures = [("Full-mouth scaling", 225), ("Composite filling 36", 210), ("Panoramic X-ray", 240)],
        Prescribed = [("Ibuprofen", "400 mg", "tablet", new(1, DoseUnit.Tablet, null, 8, true, MealTiming.AfterMeals, DoseRoute.ByMouth), 3)],
    };

    static DemoStory Crown => new()
    {
        Problems = [new("K04.0", "Pulpitis, upper right second premolar", 150, 135), new("F45.8", "Bruxism", 150)],
        Allergies = [("Lidocaine with adrenaline", AllergyKind.Medication, AllergyCriticality.Low, "Palpitations")],
        Medicines = [("Ibuprofen 400 mg", "1 tablet every 8 hours when needed", 150, 145)],
        Visits =
        [
            new(150, "Toothache", "Throbbing pain at night, upper right.", "15 tender to percussion, long reaction to cold.", "Irreversible pulpitis 15.", "Root canal; plain mepivacaine for the anaesthetic."),
            new(135, "Root canal", "Pain gone since the first session.", "Canals filled to the apex.", "Root canal of 15 finished.", "Crown in four weeks; night guard."),
        ],
        Courses = [DemoCourse.Vital(VitalSigns.Systolic, (150, 126), (135, 118)), DemoCourse.Vital(VitalSigns.Diastolic, (150, 80), (135, 76))],
        Procedures = [("Root canal treatment 15", 135)],
        Vaccines = [("Tetanus booster", 900)],
    };
}
