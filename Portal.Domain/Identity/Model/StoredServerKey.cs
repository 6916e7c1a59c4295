using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Domain.Identity.Model;

/// <summary>A random key of the whole installation, wrapped by Data Protection.</summary>
public sealed class StoredServerKey
{
    public required string Name { get; init; }

    public required string Wrapped { get; init; }
}

sealed class StoredServerKeyMapping : IEntityTypeConfiguration<StoredServerKey>
{
    public void Configure(EntityTypeBuilder<StoredServerKey> key)
    {
        key.ToTable("server_keys");
        key.HasKey(k => k.Name);
        key.Property(k => k.Name).HasMaxLength(40);
    }
}
