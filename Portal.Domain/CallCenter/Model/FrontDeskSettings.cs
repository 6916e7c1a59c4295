using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Domain.Platform.Data;
using Portal.Domain.Platform.Ids;

namespace Portal.Domain.CallCenter.Model;

/// <summary>How a clinic wants its front desk to be. A clinic without a row has the defaults.</summary>
public sealed class FrontDeskSettings(TenantId tenantId) : TenantOwned(tenantId)
{
    /// <summary>Whether the site shows the chat.</summary>
    public bool Enabled { get; set; } = true;

    public string AgentNameAr { get; set; } = "ندى";

    public string AgentNameEn { get; set; } = "Nada";

    /// <summary>Said after the greeting; null for none.</summary>
    public string? WelcomeAr { get; set; }

    public string? WelcomeEn { get; set; }

    /// <summary>Whom to call in an emergency; null for the country's own number.</summary>
    public string? EmergencyNumber { get; set; }

    /// <summary>What is said in conversations is deleted after this many days; the figures stay.</summary>
    public int RetentionDays { get; set; } = 180;

    /// <summary>The clinic's own red flags, one a line, besides the base set; see <c>Safety.RedFlags</c> for how a line is written.</summary>
    public string RedFlags { get; set; } = "";

    public uint Version { get; private init; }

    public string AgentName(string language) => language == "ar" ? AgentNameAr : AgentNameEn;

    public string? Welcome(string language) => language == "ar" ? WelcomeAr : WelcomeEn;
}

sealed class FrontDeskSettingsMapping : IEntityTypeConfiguration<FrontDeskSettings>
{
    public void Configure(EntityTypeBuilder<FrontDeskSettings> settings)
    {
        settings.ToTable("front_desk_settings", table => table.HasCheckConstraint("front_desk_settings_retention", "retention_days between 1 and 3650"));
        settings.HasKey(s => s.TenantId);
        settings.Property(s => s.Version).IsRowVersion();
    }
}
