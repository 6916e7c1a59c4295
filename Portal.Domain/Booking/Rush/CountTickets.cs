using Portal.Domain.Platform.Callers;

namespace Portal.Domain.Booking.Rush;

/// <summary>What the desk sees of a rush: whether there is one, and how many are in line.</summary>
public sealed class CountTickets(WaitingLine line, RushDoor door, Caller caller)
{
    public readonly record struct Rush(bool IsOpen, int Waiting);

    /// <returns>Nothing for anybody but the desk.</returns>
    public async Task<Rush> ExecuteAsync(CancellationToken cancellation) =>
        caller.IsDesk ? new(await door.IsRushAsync(cancellation), await line.CountAsync(cancellation)) : default;
}
