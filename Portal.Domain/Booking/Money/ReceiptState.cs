using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money.Model;

namespace Portal.Domain.Booking.Money;

/// <summary>A receipt as a command left it.</summary>
/// <param name="Paid">What changed hands; below nothing where it was given back.</param>
public sealed record ReceiptState(ReceiptId Id, long Number, AppointmentId Appointment, decimal Paid, ShiftId Shift);
