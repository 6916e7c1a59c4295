using System.Collections.Immutable;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Money.Model;

namespace Portal.Domain.Booking.Money;

/// <summary>What was taken, added up by doctor and by method; whatever was taken back is off it.</summary>
/// <param name="Parts">One for each doctor and method that anything was taken for.</param>
public sealed record Takings(ImmutableArray<Takings.Part> Parts)
{
    /// <param name="Receipts">All of them, takings back too.</param>
    /// <param name="Fees">Before discounts and deposits; deposits themselves are none.</param>
    /// <param name="Paid">What changed hands.</param>
    public readonly record struct Part(PractitionerId Practitioner, PaymentMethod Method, int Receipts, decimal Fees, decimal Discounts, decimal Paid);

    public static readonly Takings None = new([]);

    public int Receipts => Parts.Sum(p => p.Receipts);

    public decimal Fees => Parts.Sum(p => p.Fees);

    public decimal Discounts => Parts.Sum(p => p.Discounts);

    public decimal Paid => Parts.Sum(p => p.Paid);

    public decimal By(PaymentMethod method) => Parts.Where(p => p.Method == method).Sum(p => p.Paid);

    /// <summary>What should be in the drawer.</summary>
    public decimal Cash => By(PaymentMethod.Cash);

    public Takings Of(PractitionerId practitioner) => new([.. Parts.Where(p => p.Practitioner == practitioner)]);

    /// <summary>Methods that anything was taken by, in the order of their names in the code.</summary>
    public IReadOnlyList<PaymentMethod> Methods => [.. Parts.Select(p => p.Method).Distinct().Order()];
}
