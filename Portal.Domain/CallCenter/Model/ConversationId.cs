using Portal.Domain.Platform.Ids;

namespace Portal.Domain.CallCenter.Model;

public readonly record struct ConversationId(Guid Value) : IId<ConversationId>
{
    public static ConversationId New() => new(Guid.CreateVersion7());

    public static ConversationId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
