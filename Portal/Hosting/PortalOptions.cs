using System.ComponentModel.DataAnnotations;

namespace Portal.Hosting;

sealed class PortalOptions
{
    public const string Section = "Portal";

    /// <summary>The host under which tenants have their subdomains, with its port if it is not the usual one: <c>localhost:5080</c>, <c>portal.example</c>.</summary>
    [Required]
    public string BaseHost { get; set; } = "localhost:5080";

    /// <summary><c>https</c> everywhere but on a developer's machine.</summary>
    [Required, RegularExpression("^https?$")]
    public string Scheme { get; set; } = "http";
}
