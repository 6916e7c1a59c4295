using NodaTime;
using Portal.Domain.Platform;
using Portal.Domain.Tenancy.Model;
using Portal.Shared;
using Portal.Shell;

namespace Portal.Hosting;

/// <summary>
/// The clinic that this request or circuit shows, and how its dates and prices are written for this reader. Scoped, and filled together with
/// <see cref="TenantContext"/>: pages ask here and never read the host themselves.
/// </summary>
public sealed class ClinicContext(IDateTimeZoneProvider zones, TimeProvider clock)
{
    Tenant? tenant;
    ClinicFormat? format;

    /// <exception cref="NoTenantException">Outside a request for a tenant.</exception>
    public Tenant Tenant => tenant ?? throw new NoTenantException();

    public string Language => Languages.Current;

    public string Direction => Languages.IsRightToLeft ? "rtl" : "ltr";

    public string Name => Tenant.Name(Language);

    public ClinicFormat Format => format ??= new(Tenant, zones, Language);

    public BrandPalette Brand => BrandPalette.From(Tenant.BrandColour);

    /// <summary>Today at the clinic.</summary>
    public LocalDate Today => Format.DateOf(Now);

    /// <summary>When the clinic's day turns; the first instant of tomorrow, for there are midnights that do not exist.</summary>
    public Instant Midnight => Format.Zone.AtStartOfDay(Today.PlusDays(1)).ToInstant();

    public Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    internal void Set(Tenant found) => (tenant, format) = (found, null);
}
