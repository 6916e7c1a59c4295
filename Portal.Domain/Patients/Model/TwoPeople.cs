using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Patients.Model;

/// <summary>Somebody looked and said that these two are not the same person; they are not suggested again. The lower id stands first.</summary>
public sealed class TwoPeople(TenantId tenantId, PatientId firstId, PatientId secondId) : TenantOwned(tenantId)
{
    public PatientId FirstId { get; } = firstId;

    public PatientId SecondId { get; } = secondId;

    public required Instant SaidAt { get; init; }

    public UserId? SaidBy { get; init; }

    internal static (PatientId First, PatientId Second) InOrder(PatientId one, PatientId other) => one.Value.CompareTo(other.Value) < 0 ? (one, other) : (other, one);
}

sealed class TwoPeopleMapping : IEntityTypeConfiguration<TwoPeople>
{
    public void Configure(EntityTypeBuilder<TwoPeople> two)
    {
        two.ToTable("two_people");
        two.HasKey(t => new { t.TenantId, t.FirstId, t.SecondId });
        two.Property(t => t.FirstId).ValueGeneratedNever();
        two.Property(t => t.SecondId).ValueGeneratedNever();
        two.HasIndex(t => new { t.TenantId, t.SecondId });
        two.HasOne<Patient>().WithMany().HasForeignKey(t => new { t.TenantId, t.FirstId }).OnDelete(DeleteBehavior.Cascade);
        two.HasOne<Patient>().WithMany().HasForeignKey(t => new { t.TenantId, t.SecondId }).OnDelete(DeleteBehavior.Cascade);
    }
}
