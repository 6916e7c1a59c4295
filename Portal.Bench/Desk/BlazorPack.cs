using Microsoft.AspNetCore.SignalR.Protocol;

namespace Portal.Bench.Desk;

/// <summary>What a circuit speaks: MessagePack under a name of its own.</summary>
sealed class BlazorPack : MessagePackHubProtocol, IHubProtocol
{
    string IHubProtocol.Name => "blazorpack";
}
