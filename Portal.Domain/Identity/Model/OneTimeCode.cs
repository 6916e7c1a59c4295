using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Identity.Model;

/// <summary>
/// A code sent to a phone. Phone, address and code are kept only as keyed hashes (<see cref="Secrets.ServerKey"/>): six digits and a phone
/// number are both guessed in no time from an unkeyed one. The rows of the last hour are also what the limits count.
/// </summary>
public sealed class OneTimeCode(TenantId tenantId, Guid id) : TenantOwned(tenantId)
{
    public static readonly Duration Life = Duration.FromMinutes(5);
    public const int MaxAttempts = 5;

    public Guid Id { get; } = id;

    public required byte[] PhoneHash { get; init; }

    /// <summary>Null where the code was asked for by no network address, such as by a person at the desk.</summary>
    public byte[]? AddressHash { get; init; }

    /// <summary>Of the code together with this row's id.</summary>
    public required byte[] CodeHash { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant ExpiresAt { get; init; }

    /// <summary>Wrong answers so far.</summary>
    public int Attempts { get; set; }

    public Instant? UsedAt { get; set; }
}

sealed class OneTimeCodeMapping : IEntityTypeConfiguration<OneTimeCode>
{
    public void Configure(EntityTypeBuilder<OneTimeCode> code)
    {
        code.ToTable("one_time_codes");
        code.HasKey(c => new { c.TenantId, c.Id });
        code.Property(c => c.Id).ValueGeneratedNever();
        code.HasIndex(c => new { c.TenantId, c.PhoneHash, c.CreatedAt });
        code.HasIndex(c => new { c.TenantId, c.AddressHash, c.CreatedAt });
        code.HasIndex(c => new { c.TenantId, c.CreatedAt });
    }
}
