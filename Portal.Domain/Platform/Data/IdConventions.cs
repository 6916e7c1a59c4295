using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Platform.Data;

/// <summary>Every typed id is a <c>uuid</c> column; said once here for all of them.</summary>
static class IdConventions
{
    public static void Apply(ModelConfigurationBuilder configuration)
    {
        foreach (var id in typeof(IdConventions).Assembly.GetTypes().Where(IsId))
            configuration.Properties(id).HaveConversion(typeof(IdConverter<>).MakeGenericType(id));
    }

    static bool IsId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => From<TId>(value)) where TId : struct, IId<TId>;

    // an expression tree may not call a static interface member itself
    static TId From<TId>(Guid value) where TId : struct, IId<TId> => TId.From(value);
}
