using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>A day on which the clinic is closed.</summary>
public sealed class Holiday(TenantId tenantId, LocalDate date) : TenantOwned(tenantId)
{
    public LocalDate Date { get; } = date;

    public required string NameAr { get; set; }

    public required string NameEn { get; set; }
}

sealed class HolidayMapping : IEntityTypeConfiguration<Holiday>
{
    public void Configure(EntityTypeBuilder<Holiday> holiday)
    {
        holiday.ToTable("holidays");
        holiday.HasKey(h => new { h.TenantId, h.Date });
    }
}
