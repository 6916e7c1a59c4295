using NodaTime;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;
using Portal.Domain.Tenancy.Model;

namespace Portal.Demo;

/// <summary>Two clinics, one pharmacy and the company that runs them. Nobody in them exists.</summary>
static class DemoClinics
{
    /// <summary>Of every demonstration account; they are made in Development alone.</summary>
    public const string Password = "Portal-demo-1";

    public static readonly LocalDate RamadanBegins = new(2027, 2, 8);
    public static readonly LocalDate RamadanEnds = new(2027, 3, 9);

    static readonly (LocalDate, string, string)[] EgyptianHolidays =
    [
        (new(2027, 1, 7), "عيد الميلاد المجيد", "Coptic Christmas"),
        (new(2027, 1, 25), "عيد الشرطة وثورة ٢٥ يناير", "Police Day"),
        (new(2027, 3, 10), "عيد الفطر", "Eid al-Fitr"),
        (new(2027, 3, 11), "عيد الفطر", "Eid al-Fitr"),
        (new(2027, 4, 25), "عيد تحرير سيناء", "Sinai Liberation Day"),
        (new(2027, 5, 1), "عيد العمال", "Labour Day"),
    ];

    public static IReadOnlyList<DemoClinic> All => [Operator, Nour, Cedar, Shifa];

    static DemoClinic Operator => new(
        Tenant("", TenantKind.Operator, "البوابة", "The Portal", "en", "#0f766e", digits: false, null, null, null),
        [], [], [new("operator@portal.example", "Portal Operator", StaffRole.Operator | StaffRole.Administrator)], [], 15) { Holidays = [] };

    static DemoClinic Nour => new(
        About(
            Tenant("nour", TenantKind.Clinic, "عيادات النور", "Al Nour Clinics", "ar", "#0f766e", digits: true, "+20222705500",
                "١٤ شارع عباس العقاد، مدينة نصر، القاهرة", "14 Abbas El Akkad St, Nasr City, Cairo", (30.0561, 31.3389)),
            "عيادات عائلية في مدينة نصر: باطنة وأطفال ونساء وجلدية وأسنان.", "Family clinics in Nasr City: internal medicine, children, women's health, skin and teeth."),
        [
            new("كشف باطنة", "Internal medicine visit", "كشف كامل مع قياس الضغط والسكر", "A full examination with blood pressure and sugar", 20, 400, "#0f766e"),
            new("استشارة", "Follow-up", "متابعة خلال أسبوعين من الكشف", "Within two weeks of a visit", 10, 150, "#64748b"),
            new("كشف أطفال", "Children's visit", "من الولادة حتى ١٤ سنة", "From birth to 14", 20, 350, "#b45309"),
            new("تطعيم", "Vaccination", "حسب جدول وزارة الصحة", "By the ministry's calendar", 10, 200, "#7c3aed"),
            new("كشف نساء وتوليد", "Women's health visit", "مع سونار عند الحاجة", "With ultrasound where needed", 30, 500, "#be185d"),
            new("كشف جلدية", "Skin visit", "حساسية وحب شباب وتساقط شعر", "Allergy, acne, hair loss", 20, 450, "#1d4ed8"),
            new("تنظيف أسنان", "Teeth cleaning", "إزالة الجير وتلميع", "Scaling and polishing", 40, 600, "#0e7490", BufferAfter: 10),
            new("كشف أسنان", "Dental visit", "فحص وخطة علاج", "Examination and a plan", 20, 300, "#4d7c0f"),
        ],
        [
            new("د. هدى عبد الرحمن", "Dr Hoda Abdelrahman", "باطنة", "Internal medicine", "#0f766e", [0, 1], "Sat-Wed 10:00-14:00 18:00-22:00", "Sat-Wed 13:00-16:00 20:30-00:30", "doctor@nour.example"),
            new("د. كريم شوقي", "Dr Karim Shawky", "طب الأطفال", "Paediatrics", "#b45309", [2, 3, 1], "Sat-Thu 12:00-17:00; Sun-Wed 19:00-22:00x15", "Sat-Thu 20:30-01:00"),
            new("د. سارة منصور", "Dr Sara Mansour", "نساء وتوليد", "Obstetrics and gynaecology", "#be185d", [4, 1], "Sat-Wed 17:00-22:00", "Sat-Wed 20:30-00:30"),
            new("د. ياسر حلمي", "Dr Yasser Helmy", "جلدية", "Dermatology", "#1d4ed8", [5, 1], "Sun-Thu 16:00-21:00"),
            new("د. نرمين فوزي", "Dr Nermine Fawzy", "أسنان", "Dentistry", "#4d7c0f", [6, 7], "Sat-Thu 11:00-19:00", "Sat-Thu 12:00-16:00"),
        ],
        [
            new("admin@nour.example", "نهى الشريف", StaffRole.Administrator),
            new("reception@nour.example", "منى السيد", StaffRole.Receptionist),
            new("doctor@nour.example", "د. هدى عبد الرحمن", StaffRole.Doctor),
        ],
        [
            "محمد أحمد علي", "أحمد محمود حسن", "فاطمة الزهراء إبراهيم", "مريم عبد الله سالم", "يوسف خالد مصطفى", "عمر طارق عبد العزيز", "نور الهدى سمير", "سلمى حسام الدين",
            "عبد الرحمن جمال", "زينب محمد الشاذلي", "هبة الله رمضان", "مصطفى كامل السيد", "آية عادل فؤاد", "إسلام رضا عوض", "شيماء صلاح الدين", "كريم أشرف لطفي", "رانيا ماهر جرجس",
            "مينا عادل بطرس", "ماريان سامي حنا", "حسن عبد الفتاح", "أسماء يحيى زكريا", "إيمان فتحي عبد الحميد", "طارق حسين الجندي", "دعاء منير سعد", "عمرو شريف النجار",
            "لمياء وجدي كمال", "ياسمين هاني رشاد", "خديجة سيد عثمان", "بلال ناصر حمدي", "جنى محمد فاروق", "آدم إبراهيم مجدي", "ليلى عصام الدين", "سيف الدين وائل", "ملك أيمن شعبان",
            "Nadia Rashwan", "Peter Boutros", "وفاء حلمي درويش", "ناهد فوزي بدوي", "سعاد عبد المنعم", "رشا مجدي البنا",
        ], 10) { Holidays = EgyptianHolidays, Knowledge = DemoKnowledge.Nour };

    static DemoClinic Cedar => new(
        About(
            Tenant("cedar", TenantKind.Clinic, "سيدار للأسنان", "Cedar Dental", "en", "#7c3aed", digits: false, "+20227350101", "٩ شارع حسن صبري، الزمالك، القاهرة", "9 Hassan Sabry St, Zamalek, Cairo", (30.0609, 31.2193)),
            "عيادة أسنان هادئة في الزمالك، بالعربية والإنجليزية.", "A calm dental practice in Zamalek, in English and Arabic."),
        [
            new("فحص", "Check-up", "فحص كامل مع أشعة", "A full examination with X-ray", 30, 500, "#7c3aed"),
            new("تنظيف", "Hygiene", "تنظيف وتلميع", "Scale and polish", 45, 900, "#0e7490", BufferAfter: 15),
            new("حشو", "Filling", "حشو تجميلي", "White filling", 45, 1200, "#b45309"),
            new("علاج جذور", "Root canal", "جلسة واحدة", "One session", 90, 3500, "#be185d", BufferAfter: 15),
            new("تقويم: استشارة", "Braces consultation", "خطة وتكلفة", "Plan and cost", 30, 400, "#1d4ed8"),
        ],
        [
            new("د. لينا حداد", "Dr Lina Haddad", "طب أسنان عام", "General dentistry", "#7c3aed", [0, 2, 3], "Sun-Thu 10:00-18:00", null, "doctor@cedar.example"),
            new("د. مارك نجيب", "Dr Mark Naguib", "تقويم", "Orthodontics", "#1d4ed8", [0, 4], "Mon-Thu 13:00-20:00"),
            new("أ. دينا سامي", "Dina Samy", "أخصائية تنظيف", "Hygienist", "#0e7490", [1], "Sat-Thu 10:00-17:00"),
        ],
        [
            new("admin@cedar.example", "Rana Aziz", StaffRole.Administrator | StaffRole.Receptionist),
            new("reception@cedar.example", "Salma Nabil", StaffRole.Receptionist),
            new("doctor@cedar.example", "Dr Lina Haddad", StaffRole.Doctor),
        ],
        [
            "Amira Soliman", "Hassan Fahmy", "Julia Brandt", "Omar Khattab", "Nour El Din Sabry", "Mariam Wahba", "Tamer Iskandar", "Sophie Laurent", "Youssef Zaki", "Dalia Mounir", "George Ghaly", "Laila Hegazy",
            "Ahmed Sherif", "Christine Makar", "Hana Ezzat", "Khaled Abaza", "Mona Shaker", "Adam Lindqvist", "Farida Nassar", "Ziad Barakat", "نهال شاكر", "سامح عبد الملك", "Engy Halim", "Ramy Fouad",
        ], 15) { Holidays = EgyptianHolidays, Knowledge = DemoKnowledge.Cedar };

    static DemoClinic Shifa => new(
        Tenant("shifa", TenantKind.Pharmacy, "صيدلية الشفاء", "Al Shifa Pharmacy", "ar", "#15803d", digits: true, "+20222609090", "٣ شارع مكرم عبيد، مدينة نصر، القاهرة", "3 Makram Ebeid St, Nasr City, Cairo", (30.0598, 31.3468)),
        [], [], [new("pharmacist@shifa.example", "د. عماد راغب", StaffRole.Pharmacist | StaffRole.Administrator)], [], 15) { Holidays = [] };

    static Tenant Tenant(
        string slug, TenantKind kind, string ar, string en, string language, string colour, bool digits, string? phone, string? addressAr, string? addressEn,
        (double Latitude, double Longitude)? place = null) => new()
        {
            Id = TenantId.New(), Slug = slug, Kind = kind, NameAr = ar, NameEn = en, TimeZone = "Africa/Cairo", DefaultLanguage = language, Country = "EG", Currency = "EGP",
            BrandColour = colour, ArabicDigits = digits, Phone = phone, AddressAr = addressAr, AddressEn = addressEn, Latitude = place?.Latitude, Longitude = place?.Longitude,
        };

    static Tenant About(Tenant tenant, string ar, string en)
    {
        (tenant.AboutAr, tenant.AboutEn) = (ar, en);
        return tenant;
    }
}
