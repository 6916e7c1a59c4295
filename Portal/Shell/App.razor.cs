using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace Portal.Shell;

public sealed partial class App
{
    static readonly IComponentRenderMode WithoutPrerendering = new InteractiveServerRenderMode(prerender: false);

    [CascadingParameter]
    public HttpContext HttpContext { get; set; } = null!;

    bool Interactive => HttpContext.AcceptsInteractiveRouting();

    IComponentRenderMode? Mode => Interactive ? WithoutPrerendering : null;

    string BrandVariables
    {
        get
        {
            var brand = Clinic.Brand;
            return $"--brand-on-light:{brand.OnLight};--text-on-brand-light:{brand.TextOnLight};--brand-on-dark:{brand.OnDark};--text-on-brand-dark:{brand.TextOnDark}";
        }
    }
}
