using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Bulk.Model;

public readonly record struct BulkChangeId(Guid Value) : IId<BulkChangeId>
{
    public static BulkChangeId New() => new(Guid.CreateVersion7());

    public static BulkChangeId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct BulkItemId(Guid Value) : IId<BulkItemId>
{
    public static BulkItemId New() => new(Guid.CreateVersion7());

    public static BulkItemId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
