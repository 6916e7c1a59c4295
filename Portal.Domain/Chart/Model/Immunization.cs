using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Model;

public sealed class Immunization(TenantId tenantId, EntryId id, PatientId patientId) : ChartRecord(tenantId, patientId)
{
    public EntryId Id { get; } = id;

    /// <summary>Of CVX.</summary>
    public string? Code { get; set; }

    public required string Vaccine { get; set; }

    public required LocalDate OccurredOn { get; set; }

    public string? Lot { get; set; }

    /// <summary>Which of the series, in words: 2, booster.</summary>
    public string? Dose { get; set; }
}

sealed class ImmunizationMapping : IEntityTypeConfiguration<Immunization>
{
    public void Configure(EntityTypeBuilder<Immunization> immunization)
    {
        immunization.ToChartTable("immunizations");
        immunization.HasKey(i => new { i.TenantId, i.Id });
        immunization.Property(i => i.Id).ValueGeneratedNever();
        immunization.Property(i => i.Code).HasMaxLength(32);
        immunization.Property(i => i.Vaccine).HasMaxLength(300);
        immunization.Property(i => i.Lot).HasMaxLength(60);
        immunization.Property(i => i.Dose).HasMaxLength(60);
    }
}
