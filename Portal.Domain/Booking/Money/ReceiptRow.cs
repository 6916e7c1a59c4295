using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money.Model;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Money;

/// <summary>A receipt as staff see it and as it is printed, with whom and what it is about.</summary>
public sealed record ReceiptRow(
    ReceiptId Id, long Number, ReceiptKind Kind, decimal Fee, decimal? Discount, string? DiscountReason, decimal? Deposit, decimal Paid, PaymentMethod Method,
    UserId TakenBy, Instant TakenAt, ShiftId Shift, AppointmentId Appointment, Instant Start, string PatientName, PractitionerId Practitioner, string DoctorAr, string DoctorEn,
    string ServiceAr, string ServiceEn)
{
    /// <summary>The number of the receipt that this one takes back.</summary>
    public long? Reverses { get; init; }

    public string? ReverseReason { get; init; }

    /// <summary>The number of the receipt by which this one was taken back.</summary>
    public long? ReversedBy { get; init; }

    /// <summary>What was given back of this one: less than all of it where the fee used up the rest of a deposit.</summary>
    public decimal? GivenBack { get; init; }

    /// <summary>It gives back what of a deposit was more than the fee.</summary>
    public bool IsSurplus { get; init; }

    /// <summary>What taking it back would give back as things stand.</summary>
    public decimal GivesBack { get; init; }

    /// <summary>A deposit beside a fee: what of it is too much, anybody at the desk gives back.</summary>
    internal bool IsAnyones { get; init; }

    public string? TakenByName { get; init; }

    /// <summary>Whether the reader may take it back.</summary>
    public bool MayReverse { get; init; }

    /// <summary>It counts: neither taken back nor a taking back.</summary>
    public bool Stands => Reverses is null && ReversedBy is null;

    public string Doctor(string language) => language == "ar" ? DoctorAr : DoctorEn;

    public string Service(string language) => language == "ar" ? ServiceAr : ServiceEn;
}
