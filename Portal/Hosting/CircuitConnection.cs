using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Portal.Hosting;

/// <summary>Whether the browser of this circuit can be reached: a circuit is kept for a while after its browser has gone.</summary>
public sealed class CircuitConnection : CircuitHandler
{
    public bool IsUp { get; private set; } = true;

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsUp = true;
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsUp = false;
        return Task.CompletedTask;
    }
}
