using Portal.Domain.Booking.Model;

namespace Portal.Domain.Booking.Money;

/// <summary>Whose appointments and takings a row of figures is of.</summary>
public sealed record DoctorName(PractitionerId Id, string NameAr, string NameEn)
{
    public string Name(string language) => language == "ar" ? NameAr : NameEn;
}
