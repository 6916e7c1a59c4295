using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;
using NpgsqlTypes;
using Pgvector;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Tests.Architecture;

/// <summary>Writes an INSERT for any tenant-owned entity from the model itself, so that a new entity is covered by the isolation test without a word.</summary>
static class SampleRows
{
    /// <summary>One row of the tenant with a value for each required column. Foreign keys are not filled in sensibly: a superuser inserts it with them off.</summary>
    public static string Insert(IEntityType entity, TenantId tenant)
    {
        var columns = entity.GetFlattenedProperties()
            .Where(p => p.GetComputedColumnSql() is null && !p.IsNullable && p.GetColumnName() != "xmin" && !(p.ValueGenerated == ValueGenerated.OnAdd && p.ClrType == typeof(long)))
            .Select(p => (Name: p.GetColumnName(), Value: Value(p, tenant))).ToArray();
        return $"insert into {Table(entity)} ({string.Join(", ", columns.Select(c => c.Name))}) values ({string.Join(", ", columns.Select(c => c.Value))})";
    }

    public static string Table(IEntityType entity) => $"{entity.GetSchema()}.{entity.GetTableName()}";

    static string Value(IProperty property, TenantId tenant) => property.ClrType switch
    {
        _ when property.Name == nameof(TenantOwned.TenantId) => $"'{tenant}'",
        { IsEnum: true } type when property.GetProviderClrType() == typeof(string) || property.GetColumnType().StartsWith("character", StringComparison.Ordinal) || property.GetColumnType() == "text"
            => $"'{Enum.GetNames(type)[0]}'",
        { IsEnum: true } => "1",
        var type when type == typeof(string) && property.GetColumnType() == "jsonb" => "'{}'",
        var type when type == typeof(string) => "'x'",
        var type when type == typeof(Guid) || type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)) => "gen_random_uuid()",
        var type when type == typeof(Instant) => $"now() + interval '{Minutes(property.Name)} minutes'",
        var type when type == typeof(Interval) => "tstzrange(now(), now() + interval '1 hour')",
        var type when type == typeof(LocalDate) => "current_date",
        var type when type == typeof(LocalTime) => property.Name.EndsWith("To", StringComparison.Ordinal) ? "time '17:00'" : "time '09:00'",
        var type when type == typeof(bool) => "false",
        var type when type == typeof(Guid[]) => "array[gen_random_uuid()]",
        var type when type == typeof(string[]) => "array['x']",
        var type when type == typeof(NpgsqlTsVector) => "'x:1'::tsvector",
        var type when type == typeof(HalfVector) => "array_fill(0.5::real, array[1536])::halfvec",
        var type when type == typeof(byte[]) => @"'\x00'",
        var type when type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(decimal) => "15",
        var type => throw new NotSupportedException($"Say in SampleRows what a {type.Name} looks like: {property.DeclaringType.DisplayName()}.{property.Name}."),
    };

    // made before it expires, which is before it begins, which is before it ends
    static int Minutes(string name) => name switch
    {
        _ when name.StartsWith("End", StringComparison.Ordinal) => 60,
        _ when name.StartsWith("Start", StringComparison.Ordinal) => 40,
        _ when name.StartsWith("Expire", StringComparison.Ordinal) => 30,
        _ => 0,
    };
}
