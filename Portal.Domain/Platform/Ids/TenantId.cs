namespace Portal.Domain.Platform.Ids;

public readonly record struct TenantId(Guid Value) : IId<TenantId>
{
    public static TenantId New() => new(Guid.CreateVersion7());

    public static TenantId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
