using Microsoft.JSInterop;
using NodaTime;
using Npgsql;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;

namespace Portal.Features.Booking.Calendar;

/// <summary>What a hand does to cards: taking them up, being told at each place what is in the way, letting go; and the menus.</summary>
public sealed partial class DeskCalendar
{
    ObstacleWords? words;
    QuickActs? acts;
    MovePlan? plan; // what was read when a card was taken up; gone with the next change of anything
    int readings; // so many times was the calendar read
    (AppointmentId Id, int Version)? taken; // the card in the hand, as it was when it was taken up
    (AppointmentId Id, int Version)? ours; // what was done last from here

    ObstacleWords Words => words ??= new(board, clinic, texts, calendarTexts);

    QuickActs Acts => acts ??= new(board, browser, actions, clinic, caller, texts, calendarTexts);

    /// <summary>What a ghost is told.</summary>
    /// <param name="State"><c>free</c>, <c>late</c> where the time is past already, or <c>refused</c>.</param>
    /// <param name="Why">In words; null where nothing is in the way.</param>
    public sealed record Verdict(string State, string? Why);

    /// <summary>A card was taken up: what is then done to it is done to what was seen.</summary>
    [JSInvokable]
    public void TakeUp(string card) => taken = Held(card) is { } a ? (a.Id, a.Version) : null;

    /// <param name="column">A <see cref="ColumnPlan.Key"/>.</param>
    /// <param name="pixels">From the top of that column: where it would begin, or where it would end.</param>
    /// <param name="edge">Whether it is the lower edge that is held.</param>
    [JSInvokable]
    public async Task<Verdict?> CheckAsync(string card, string column, double pixels, bool edge)
    {
        if (Held(card) is not { } a || Wanted(a, column, pixels, edge) is not { } to)
            return null;
        var known = plan?.Appointment.Id == a.Id ? plan : null;
        if (known is null)
        {
            var began = readings;
            try
            {
                var answer = await planMove.ExecuteAsync(a.Id, address.Days(clinic.Tenant.Country), CancellationToken.None);
                if (!answer.Succeeded)
                    return new("refused", actions.Sentence(answer.Error));
                known = answer.Value;
            }
            catch (Exception e) when (IsOutage(e))
            {
                Log.ActFailed(log, e);
                return new("refused", texts["Failed.Read"]); // on the ghost, for there is one question a step
            }

            if (began == readings)
                plan = known; // or else something changed while it was read
        }

        if (known.At(to.Practitioner, to.Start, to.Length, to.Room) is { } obstacle)
            return new("refused", Words.Of(obstacle, a, to.Practitioner, to.Room));
        return !edge && to.Start < clinic.Now ? new("late", calendarTexts["Ghost.Past"]) : new("free", null);
    }

    /// <inheritdoc cref="CheckAsync"/>
    [JSInvokable]
    public Task DropAsync(string card, string column, double pixels, bool edge) => SafelyAsync(() => LetGoAsync(card, column, pixels, edge));

    async Task LetGoAsync(string card, string column, double pixels, bool edge)
    {
        if (await ChangedInTheHandAsync(card) || Held(card) is not { } a || Wanted(a, column, pixels, edge) is not { } to || to.IsWhereItIs(a))
            return;
        var result = edge ? await actions.ResizeAsync(a, to.Length) : await actions.MoveAsync(a, to.Practitioner, to.Start, to.Room);
        if (result.Succeeded)
        {
            ours = (a.Id, result.Value.Version);
            return;
        }

        if (result.IsError(BookingError.ChangedMeanwhile))
        {
            await WarnChangedAsync(a.Id);
            return;
        }

        // the sentence that the ghost showed says more than the refusal's code
        var why = await CheckAsync(card, column, pixels, edge);
        actions.Warn(why is { State: "refused", Why: { } sentence } ? sentence : actions.Sentence(result.Error));
    }

    /// <param name="steps">How many times longer (or, below nothing, shorter) was pressed.</param>
    [JSInvokable]
    public Task StretchAsync(string card, int steps) => SafelyAsync(async () =>
    {
        if (!await ChangedInTheHandAsync(card) && Held(card) is { } a && a.Status.IsAhead() && !a.InSession && await Acts.StretchAsync(a, QuickActs.Step * steps) is { } left)
            ours = (left.Id, left.Version);
    });

    /// <summary>A card was clicked: the cards themselves listen to nothing, for a clinic's day has hundreds of them on each of many desks.</summary>
    [JSInvokable]
    public void OpenCard(string card)
    {
        if (Held(card) is { } a)
            board.Open(new DeskPanel.Card(a.Id));
    }

    /// <param name="card">Null on a free place.</param>
    /// <param name="column">Null where the calendar itself has the focus: then of the first column, now or at its opening.</param>
    [JSInvokable]
    public void Menu(string? card, string? column, double pixels, double inline, double block)
    {
        if (card is not null && Guid.TryParse(card, out var id))
            board.OpenMenu(new(inline, block, AppointmentId.From(id)));
        else if (columns.FirstOrDefault(c => column is null || c.Key == column) is { } where)
            board.OpenMenu(new(inline, block, null, where, column is null ? FirstAfterNow(where) : where.Scale.Under(pixels)));
    }

    /// <returns>The ends of the ids that are meant, first to last, and what to say of them; null where too little was typed.</returns>
    [JSInvokable]
    public Found? Find(string typed)
    {
        var cards = columns.SelectMany(c => c.Cards).Select(card => card.Appointment).DistinctBy(a => a.Id).ToArray();
        return DeskFinder.Find(typed, clinic.Tenant.Country, cards) is { } found
            ? new([.. found.Select(a => a.Id.ToString()[^12..])], found.Count == 0 ? calendarTexts["Find.None"] : calendarTexts["Find.Some", clinic.Format.Number(found.Count)])
            : null;
    }

    public sealed record Found(string[] Cards, string Said);

    readonly record struct Place(PractitionerId Practitioner, Instant Start, Duration Length, Guid? Room)
    {
        public bool IsWhereItIs(DeskAppointment a) => Practitioner == a.Practitioner && Start == a.Start && Length == a.End - a.Start && (Room is null || Room == a.Room || Room == a.Device);
    }

    // somebody else was quicker while it was in the hand: what was meant was meant of another time
    async Task<bool> ChangedInTheHandAsync(string card)
    {
        if (taken is not { } before || before.Id.ToString() != card)
            return false;
        taken = null;
        if (Held(card) is { } now && (now.Version == before.Version || ours == (now.Id, now.Version)))
            return false;
        await WarnChangedAsync(before.Id);
        return true;
    }

    async Task WarnChangedAsync(AppointmentId id)
    {
        var who = await new WhoWasFirst(list, details, clinic, texts, calendarTexts).OfAsync(id);
        actions.Warn($"{actions.Sentence(BookingError.ChangedMeanwhile)} {who}".TrimEnd());
    }

    // the page stays: what was asked may have been done or not, and the calendar says which
    async Task SafelyAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (IsOutage(e))
        {
            Log.ActFailed(log, e);
            actions.Warn(calendarTexts["Failed.Act"]);
            await RefreshAsync([]);
        }
    }

    // Entity Framework wraps what may pass
    static bool IsOutage(Exception e) => e is NpgsqlException or TimeoutException || e.InnerException is NpgsqlException or TimeoutException;

    DeskAppointment? Held(string card) => Guid.TryParse(card, out var id) ? board.Find(AppointmentId.From(id)) : null;

    // in a column of a room it stays with its practitioner
    Place? Wanted(DeskAppointment a, string column, double pixels, bool edge)
    {
        if (columns.FirstOrDefault(c => c.Key == column) is not { } onto)
            return null;
        return edge
            ? new(a.Practitioner, a.Start, Duration.Max(onto.Scale.EndUnder(pixels) - a.Start, QuickActs.Step), null)
            : new(onto.Practitioner ?? a.Practitioner, StartUnder(a, onto, pixels), a.End - a.Start, onto.Place);
    }

    // at its own height it keeps its time to the minute; elsewhere it goes by the five minutes
    Instant StartUnder(DeskAppointment a, ColumnPlan onto, double pixels) =>
        columns.FirstOrDefault(c => c.Cards.Any(card => card.Appointment.Id == a.Id)) is { } own && Math.Abs(own.Scale.At(a.Start) - pixels) < DayScale.PixelsAMinute / 2
            ? onto.Scale.Top + (a.Start - own.Scale.Top)
            : onto.Scale.Under(pixels);

    Instant FirstAfterNow(ColumnPlan column) => column.Scale.Shows(clinic.Now)
        ? column.Scale.Under(column.Scale.At(clinic.Now)) + QuickActs.Step
        : column.Open is [var open, ..] ? Instant.Max(open.Start, column.Scale.Top) : column.Scale.Top;
}
