using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.Booking.Model;

/// <summary>How a clinic offers freed times to those who wait: one row a tenant; a clinic that never said has none, and these defaults.</summary>
public sealed class WaitlistSettings(TenantId tenantId) : TenantOwned(tenantId)
{
    /// <summary>How long a freed time is kept for one who waits; less where the time is near.</summary>
    public int OfferMinutes { get; set; } = 30;

    /// <summary>Nobody is written to before this, in the clinic's time.</summary>
    public LocalTime OffersFrom { get; set; } = new(8, 0);

    /// <summary>Nobody is written to from this on.</summary>
    public LocalTime OffersTo { get; set; } = new(22, 0);
}

sealed class WaitlistSettingsMapping : IEntityTypeConfiguration<WaitlistSettings>
{
    public void Configure(EntityTypeBuilder<WaitlistSettings> settings)
    {
        settings.ToTable("waitlist_settings", table => table.HasCheckConstraint("waitlist_settings_sane", "offer_minutes between 5 and 1440 and offers_from < offers_to"));
        settings.HasKey(s => s.TenantId);
        settings.Property(s => s.TenantId).ValueGeneratedNever();
    }
}
