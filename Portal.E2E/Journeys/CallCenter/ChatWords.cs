namespace Portal.E2E.Journeys.CallCenter;

/// <summary>What somebody says to the front desk, in their language, and what it answers.</summary>
sealed record ChatWords(
    string Clinic, Func<string, string> BookForMother, Func<string, string> NoRather, string Person, string Yes, string Booked, string Move, Func<string, string> On, string Moved, string Cancel, string Cancelled,
    string Emergency, string Number, string Answer)
{
    public static ChatWords Of(string language) => language == "ar" ? Arabic : English;

    static readonly ChatWords Arabic = new(
        "nour", day => $"عايزة احجز لماما باطنة يوم {day}", day => $"لا خليها {day}", "سعاد مرسي", "ايوه", "تم الحجز", "عايزة اغير معاد ماما", day => day, "تم النقل", "الغي المعاد", "تم الإلغاء",
        "صدري بيوجعني ومش قادر اتنفس", "١٢٣", "أنا معاك، في حد جنبك؟");

    static readonly ChatWords English = new(
        "cedar", day => $"I need a check up with Dr Lina for my mother on {day}", day => $"no, make it {day}", "Martha Elkins", "yes", "Booked", "I want to move my appointment", day => day, "Moved", "cancel it", "Cancelled",
        "I have chest pain and I cannot breathe", "123", "I am with you. Is somebody beside you?");

    /// <summary>Two coming days on which both demonstration clinics work, and which nobody calls today or tomorrow.</summary>
    public static (DateOnly First, DateOnly Second) TwoDays()
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(DateTime.UtcNow, "Africa/Cairo"));
        var days = Enumerable.Range(2, 5).Select(today.AddDays).Where(day => day.DayOfWeek <= DayOfWeek.Wednesday).ToArray();
        return (days[0], days[1]);
    }

    public static string Name(DateOnly day, string language) => language == "ar"
        ? day.DayOfWeek switch { DayOfWeek.Sunday => "الحد", DayOfWeek.Monday => "الاتنين", DayOfWeek.Tuesday => "التلات", _ => "الاربع" }
        : day.DayOfWeek.ToString();
}
