using Microsoft.AspNetCore.Components;

namespace Portal.Hosting;

static class StaticPages
{
    /// <summary>
    /// A page that never becomes a circuit carries no state for one. Blazor writes it, encrypted, into every page of an application that has
    /// interactive pages anywhere: some ten per cent of the work of a public page, measured, and a kilobyte on the visitor's line.
    /// </summary>
    public static RazorComponentsEndpointConventionBuilder WithoutCircuitState(this RazorComponentsEndpointConventionBuilder pages)
    {
        pages.Finally(endpoint =>
        {
            if (!endpoint.Metadata.OfType<ExcludeFromInteractiveRoutingAttribute>().Any())
                return;
            // the framework's note of the application's render modes; its type is not public, so a page of none is made through the note's own type
            var modes = endpoint.Metadata.Single(metadata => metadata.GetType().Name == "ConfiguredRenderModesMetadata");
            endpoint.Metadata[endpoint.Metadata.IndexOf(modes)] = Activator.CreateInstance(modes.GetType(), [Array.Empty<IComponentRenderMode>()])!;
        });
        return pages;
    }
}
