using Portal.Domain.Platform.Ids;

namespace Portal.Domain.CallCenter.Model;

public readonly record struct PatientRequestId(Guid Value) : IId<PatientRequestId>
{
    public static PatientRequestId New() => new(Guid.CreateVersion7());

    public static PatientRequestId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
