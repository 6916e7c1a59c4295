using Portal.Domain.Platform.Ids;

namespace Portal.Domain.CallCenter.Model;

public readonly record struct FactId(Guid Value) : IId<FactId>
{
    public static FactId New() => new(Guid.CreateVersion7());

    public static FactId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
