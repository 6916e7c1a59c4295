namespace Portal.E2E.Screens;

/// <summary>What is written on the buttons, in the language of the visitor: journeys find things as people do.</summary>
public sealed record Words(
    string Book, string FullName, string Mobile, string Continue, string Code, string ConfirmAndBook, string Booked, string MoveIt, string CancelIt, string YesCancel, string Cancelled)
{
    public static Words Of(string language) => language == "ar" ? Arabic : English;

    static readonly Words English = new(
        "Book an appointment", "Full name", "Mobile number", "Continue", "Code from the message", "Confirm and book", "Your appointment is booked",
        "Move the appointment", "Cancel the appointment", "Yes, cancel it", "This appointment is cancelled");

    static readonly Words Arabic = new(
        "احجز موعدًا", "الاسم بالكامل", "رقم الموبايل", "تابع", "الرمز من الرسالة", "أكّد الحجز", "تم حجز موعدك",
        "غيّر الموعد", "ألغِ الموعد", "نعم، ألغِه", "هذا الموعد ملغى");
}
