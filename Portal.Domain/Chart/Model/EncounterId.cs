using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Model;

public readonly record struct EncounterId(Guid Value) : IId<EncounterId>
{
    public static EncounterId New() => new(Guid.CreateVersion7());

    public static EncounterId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
