using System.Diagnostics;
using Portal.Tests.Support;

namespace Portal.E2E.Support;

/// <summary>The same Portal with a language model configured: a server on this machine that speaks the protocol. A class fixture.</summary>
public sealed class PortalWithModel(RunningPortal portal) : IAsyncLifetime
{
    ModelServer? model;
    Process? process;
    string host = "";

    public ModelServer Model => model!;

    public string Address(string slug) => $"http://{slug}.{host}/";

    public async ValueTask InitializeAsync()
    {
        model = await ModelServer.StartAsync(ModelScripts.Sensible);
        (process, host) = await portal.StartBesideAsync(("FrontDesk__Model__Endpoint", model.Endpoint), ("FrontDesk__Model__Model", "local"));
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        if (model is not null)
            await model.DisposeAsync();
    }
}
