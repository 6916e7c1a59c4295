namespace Portal.Domain.Booking.Rush;

/// <summary>
/// Whether bookings come in a rush: open once as many as the set rate came within ten seconds, and closed when they have stayed below half of it for
/// half a minute. Between the two it stays as it is, so that it does not flap. Counted in whole seconds of a clock that only goes forward.
/// </summary>
public sealed class RushGauge
{
    /// <summary>Over how many seconds bookings are counted.</summary>
    public const int Window = 10;

    /// <summary>How long it must be calm.</summary>
    public const int Calm = 30;

    readonly int[] counts = new int[Window];
    readonly Lock gate = new();
    long at, lastBusy = -Calm;
    int sum;
    bool open;

    /// <summary>One more booking.</summary>
    /// <param name="rate">How many within ten seconds are a rush.</param>
    /// <returns>Whether it is open now.</returns>
    public bool Count(long second, int rate)
    {
        lock (gate)
        {
            Advance(second, rate);
            counts[at % Window]++;
            sum++;
            Judge(rate);
            return open;
        }
    }

    /// <inheritdoc cref="Count"/>
    public bool IsOpen(long second, int rate)
    {
        lock (gate)
        {
            Advance(second, rate);
            Judge(rate);
            return open;
        }
    }

    void Advance(long second, int rate)
    {
        while (at < second)
        {
            if (sum == 0)
            {
                at = second; // nothing is left to fall out of the window
                Judge(rate);
                return;
            }

            at++;
            sum -= counts[at % Window];
            counts[at % Window] = 0;
            Judge(rate);
        }
    }

    void Judge(int rate)
    {
        if (sum >= rate)
            open = true;
        if (sum * 2 >= rate)
            lastBusy = at;
        else if (at - lastBusy >= Calm)
            open = false;
    }
}
