using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Model;

public readonly record struct PrescriptionId(Guid Value) : IId<PrescriptionId>
{
    public static PrescriptionId New() => new(Guid.CreateVersion7());

    public static PrescriptionId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
