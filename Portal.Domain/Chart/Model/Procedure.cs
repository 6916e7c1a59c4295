using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Patients.Model;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Chart.Model;

/// <summary>Something that was done: an operation, a dressing, an examination.</summary>
public sealed class Procedure(TenantId tenantId, EntryId id, PatientId patientId) : ChartRecord(tenantId, patientId)
{
    public EntryId Id { get; } = id;

    public EncounterId? EncounterId { get; init; }

    public string? Code { get; set; }

    public required string Text { get; set; }

    public required LocalDate PerformedOn { get; set; }
}

sealed class ProcedureMapping : IEntityTypeConfiguration<Procedure>
{
    public void Configure(EntityTypeBuilder<Procedure> procedure)
    {
        procedure.ToChartTable("procedures");
        procedure.HasKey(p => new { p.TenantId, p.Id });
        procedure.Property(p => p.Id).ValueGeneratedNever();
        procedure.Property(p => p.Code).HasMaxLength(32);
        procedure.Property(p => p.Text).HasMaxLength(400);
        procedure.OfEncounter();
    }
}
