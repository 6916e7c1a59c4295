using Microsoft.Extensions.Options;
using Portal.Domain.Platform;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Model;

namespace Portal.Hosting;

/// <summary>Finds out from the Host which tenant a request is for, and answers plainly where there is none. The base host itself is the operator's.</summary>
sealed class TenantFromHost(RequestDelegate next, TenantCatalogue catalogue, IOptions<PublicAddressOptions> options)
{
    readonly string baseHost = new HostString(options.Value.BaseHost).Host;

    public async Task InvokeAsync(HttpContext context, TenantContext tenant, ClinicContext clinic)
    {
        if (context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            await next(context); // asked by machines, by address
            return;
        }

        var found = Slug(context.Request.Host.Host) is { } slug ? await catalogue.FindBySlugAsync(slug, context.RequestAborted) : null;
        switch (found?.Status)
        {
            case null:
                await PlainPage.WriteAsync(context, StatusCodes.Status404NotFound, PlainPage.NoSuchClinic);
                return;
            case TenantStatus.Suspended:
                await PlainPage.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, PlainPage.Suspended);
                return;
            case TenantStatus.Closed:
                await PlainPage.WriteAsync(context, StatusCodes.Status410Gone, PlainPage.Closed);
                return;
        }

        tenant.Set(found.Id);
        clinic.Set(found);
        context.Features.Set(found);
        await next(context);
    }

    // one label below the base host; "" for the base host itself, null for a host that is not ours
    string? Slug(string host)
    {
        if (host.Equals(baseHost, StringComparison.OrdinalIgnoreCase))
            return "";
        if (!host.EndsWith("." + baseHost, StringComparison.OrdinalIgnoreCase))
            return null;
        var slug = host[..^(baseHost.Length + 1)].ToLowerInvariant();
        return slug.Length is > 0 and <= 63 && !slug.Contains('.', StringComparison.Ordinal) ? slug : null;
    }
}

static class TenantFeature
{
    /// <summary>The tenant of this request's host.</summary>
    public static Tenant Tenant(this HttpContext context) =>
        context.Features.Get<Tenant>() ?? throw new NoTenantException();
}
