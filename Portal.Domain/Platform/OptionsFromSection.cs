using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Portal.Domain.Platform;

static class OptionsFromSection
{
    /// <summary>Binds a section of the host's configuration; a host that has none (a test, a measurement) gets the defaults.</summary>
    public static OptionsBuilder<TOptions> FromSection<TOptions>(this OptionsBuilder<TOptions> options, string section) where TOptions : class =>
        options.Configure<IServiceProvider>((value, services) => services.GetService<IConfiguration>()?.GetSection(section).Bind(value));
}
