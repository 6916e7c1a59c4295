using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Patients.Model;

public readonly record struct PatientId(Guid Value) : IId<PatientId>
{
    public static PatientId New() => new(Guid.CreateVersion7());

    public static PatientId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
