using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Portal.Domain.Tenancy.Model;

namespace Portal.Domain.Tenancy;

/// <summary>Section <c>Portal</c>: where the Portal is reached from outside.</summary>
public sealed class PublicAddressOptions
{
    public const string Section = "Portal";

    /// <summary>The host under which tenants have their subdomains, with its port if it is not the usual one.</summary>
    [Required]
    public string BaseHost { get; set; } = "localhost:5080";

    [Required, RegularExpression("^https?$")]
    public string Scheme { get; set; } = "http";
}

/// <summary>Absolute addresses for what is read outside a page: messages, calendars. A page uses relative ones.</summary>
public sealed class PublicAddress(IOptions<PublicAddressOptions> options)
{
    /// <param name="path">Begins with a slash.</param>
    public Uri Of(Tenant tenant, string path)
    {
        var host = tenant.Slug.Length == 0 ? options.Value.BaseHost : $"{tenant.Slug}.{options.Value.BaseHost}";
        return new Uri($"{options.Value.Scheme}://{host}{path}");
    }
}
