using Portal.Domain.Platform.Ids;

namespace Portal.Domain.CallCenter.Model;

public readonly record struct ComplaintId(Guid Value) : IId<ComplaintId>
{
    public static ComplaintId New() => new(Guid.CreateVersion7());

    public static ComplaintId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
