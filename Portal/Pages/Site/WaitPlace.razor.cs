using Microsoft.AspNetCore.Components;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Waitlist;

namespace Portal.Pages.Site;

/// <summary>
/// One place in the waiting list, opened by the link that went to its phone: what is offered is taken or declined here, and the list left. What an old
/// message offered is said to be gone; the page always shows how the place stands now.
/// </summary>
public sealed partial class WaitPlace(ActAsWaiter waiter, MyWaitlist mine, AcceptOffer accept, DeclineOffer decline, WithdrawFromWaitlist withdraw, ClinicPage page, BranchOf branches)
{
    const string Yes = "yes", No = "no", Desk = "desk";

    MyWaitlist.Place? place;
    MyWaitlist.Offer? offer, missed;
    string? doctor;
    BranchFacts? branch;
    LaterAppointment? later;

    [Parameter] public string Token { get; set; } = "";

    /// <summary>The offer that was answered a moment ago, where it could not be had.</summary>
    [SupplyParameterFromQuery] public Guid? Missed { get; set; }

    /// <summary><see cref="Desk"/>: only the desk books for this patient.</summary>
    [SupplyParameterFromQuery] public string? Why { get; set; }

    [SupplyParameterFromForm(FormName = "answer")] public Guid Offer { get; set; }

    [SupplyParameterFromForm(FormName = "answer")] public string? Answer { get; set; }

    /// <summary><see cref="Yes"/>: the later appointment is kept too.</summary>
    [SupplyParameterFromForm(FormName = "answer")] public string? Keep { get; set; }

    string kind => offer is not null ? "Offer" : place!.State switch
    {
        WaitlistState.Accepted => "Accepted",
        WaitlistState.Withdrawn => "Withdrawn",
        WaitlistState.Expired => "Expired",
        _ when missed is not null => "Late",
        _ => "Waiting",
    };

    protected override async Task OnInitializedAsync()
    {
        if (await waiter.ExecuteAsync(Token, default) is { } id)
            place = await mine.FindAsync(id, default);
        if (place is null)
        {
            Navigation.NotFound();
            return;
        }

        offer = place.Open is { } open && open.ExpiresAt > Clinic.Now ? open : null;
        branch = offer is { } shown ? await branches.ExecuteAsync(shown.PractitionerId, shown.Start, default) : null;
        later = offer is { } earlier ? await accept.LaterAsync(earlier.Id, default) : null;
        missed = offer is not null || !place.IsOpen ? null
            : Missed is { } answered ? place.Offers.FirstOrDefault(o => o.Id.Value == answered)
            : place.Offers is [{ State: WaitlistOfferState.Open or WaitlistOfferState.Expired or WaitlistOfferState.Lost } latest, ..] ? latest : null;
        doctor = place.Wishes.Practitioner is { } who ? (await page.ExecuteAsync(default)).Find(who)?.Name(Clinic.Language) : null;
    }

    string Sentence() => place!.State switch
    {
        WaitlistState.Accepted when place.Offers.FirstOrDefault(o => o.State == WaitlistOfferState.Accepted) is { } taken => T["Place.Accepted", Clinic.Format.DayAndTime(taken.Start)],
        WaitlistState.Withdrawn => T[$"Place.Withdrawn.{place.ClosedBy ?? WaitlistCloser.Clinic}"],
        WaitlistState.Expired => T["Place.Expired"],
        _ when place.Offers is [{ State: WaitlistOfferState.Declined } declined, ..] => T["Place.Declined", Clinic.Format.DayAndTime(declined.Start)],
        _ => T["Place.Waiting"],
    };

    // the form names the offer it showed: another one that has come meanwhile is not taken unseen
    async Task AnswerAsync()
    {
        if (place!.Offers.FirstOrDefault(o => o.Id.Value == Offer) is not { } answered)
            return;
        if (Answer == No)
        {
            await decline.ExecuteAsync(new(answered.Id), default);
            Navigation.NavigateTo($"/w/{Token}");
            return;
        }

        var accepted = await accept.ExecuteAsync(new(answered.Id, KeepLater: Keep == Yes), default);
        Navigation.NavigateTo(accepted.Succeeded ? $"/w/{Token}" : $"/w/{Token}?missed={answered.Id}" + (accepted.Error == WaitlistError.DeskOnly ? $"&why={Desk}" : ""));
    }

    async Task LeaveAsync()
    {
        await withdraw.ExecuteAsync(new(place!.Id), default);
        Navigation.NavigateTo($"/w/{Token}");
    }
}
