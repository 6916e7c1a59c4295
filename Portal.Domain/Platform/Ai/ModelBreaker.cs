namespace Portal.Domain.Platform.Ai;

/// <summary>
/// Spares patients the wait for a model that does not answer: after some failures in a row it is not asked for a while; then one turn tries it,
/// and its luck decides for the others.
/// </summary>
sealed class ModelBreaker(TimeProvider clock, int most, TimeSpan pause)
{
    readonly Lock gate = new();
    int failures;
    long openedAt;
    bool isTrying;

    /// <returns>Whether the model may be asked. Who was let in says how it went.</returns>
    public bool TryEnter()
    {
        lock (gate)
        {
            if (failures < most)
                return true;
            if (isTrying || clock.GetElapsedTime(openedAt) < pause)
                return false;
            isTrying = true;
            return true;
        }
    }

    /// <param name="succeeded">Null where nobody waited for the end.</param>
    public void Leave(bool? succeeded)
    {
        lock (gate)
        {
            isTrying = false;
            if (succeeded == true)
                failures = 0;
            else if (succeeded == false && ++failures >= most)
                openedAt = clock.GetTimestamp();
        }
    }
}
