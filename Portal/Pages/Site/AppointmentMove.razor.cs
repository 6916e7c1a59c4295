using Microsoft.AspNetCore.Components;
using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Features.Booking.Book;
using Portal.Features.Booking.My;
using Portal.Shared;

namespace Portal.Pages.Site;

public sealed partial class AppointmentMove
{
    [Parameter]
    public string Token { get; set; } = "";

    [SupplyParameterFromQuery]
    public string? Day { get; set; }

    [SupplyParameterFromQuery]
    public int? Week { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    /// <summary>A turn in the session that begins then.</summary>
    [SupplyParameterFromQuery]
    public string? Turn { get; set; }

    /// <summary><c>any</c>, where it need not be the one of now.</summary>
    [SupplyParameterFromQuery]
    public string? Doctor { get; set; }

    /// <summary>A branch, or <see cref="All"/>; without it the one of now.</summary>
    [SupplyParameterFromQuery]
    public string? At { get; set; }

    [SupplyParameterFromForm(FormName = "move")]
    public Guid Key { get; set; }

    [SupplyParameterFromForm(FormName = "move")]
    public int Version { get; set; }

    const string All = "all";

    PublicAppointment.View? found;
    BranchFacts? branch, wishedBranch;
    ClinicFacts? facts;
    OfferedWeek? week;
    SlotChoice? to;
    Instant? asked;
    BookingError? refused;

    IReadOnlyList<PractitionerId> Able => facts!.Find(found!.ServiceId)?.Practitioners ?? [];

    bool Several => Able.Count > 1;

    bool SeveralBranches => facts!.Find(found!.ServiceId) is { } service && facts.BranchesOf(service).Count > 1;

    /// <summary>The branch whose times are shown alone; null for all.</summary>
    BranchFacts? Only => !SeveralBranches || At == All ? null : Guid.TryParse(At, out var asked) ? facts!.FindBranch(asked) : branch;

    /// <summary>The doctor of now may have left, or given the service up.</summary>
    bool IsStillTheirs => Able.Contains(found!.PractitionerId);

    bool IsAny => Several && Doctor == BookingLinks.Any || !IsStillTheirs;

    protected override async Task OnInitializedAsync()
    {
        found = await Holder.ReadAsync(Token, default);
        if (found is null)
        {
            Navigation.NotFound();
            return;
        }

        facts = await Page.ExecuteAsync(default);
        branch = await Branches.ExecuteAsync(found, default);
        to = SlotChoice.Parse(To);
        wishedBranch = to is { } wished ? await Branches.ExecuteAsync(wished.Practitioner, wished.Start, default) : null;
        if (!LinkHolder.IsOpen(found, Clinic.Now))
            (to, refused) = (null, BookingError.Closed);
        else if (to is null)
            await OfferAsync();
    }

    async Task OfferAsync() => week = await Offered.ExecuteAsync(
        new(found!.ServiceId, IsAny ? null : found.PractitionerId, ClinicFormat.ParseIso(Day), Week, Cookies.CurrentVisitor, found.Id,
            IsStillTheirs ? found.PractitionerId : null) { Branch = Only?.Id }, default);

    async Task MoveAsync()
    {
        if (to is not { } wished)
            return;
        var error = Turn is null ? await MoveToTimeAsync(wished) : await MoveToTurnAsync(wished);
        if (error is null)
        {
            Navigation.NavigateTo($"/a/{Token}?moved=1");
            return;
        }

        // a follow-up is told to whom the record may be told
        (refused, asked, to) = (error == BookingError.FollowUpOnly && !Holder.MayTell(found!) ? BookingError.OutsideHours : error, wished.Start, null);
        found = await Holder.ReadAsync(Token, default) ?? found;
        if (LinkHolder.IsOpen(found!, Clinic.Now))
            await OfferAsync();
    }

    // a number in a line has no length of its own
    async Task<BookingError?> MoveToTimeAsync(SlotChoice wished)
    {
        var length = await Turns.ExecuteAsync(found!.Id, default) is null ? found.End - found.Start : Duration.FromMinutes(facts!.Find(found.ServiceId)?.Minutes ?? 0);
        var result = await Move.ExecuteAsync(
            new(wished.Key(Key), found.Id, Version, found.ServiceId, length, IsAny ? null : wished.Practitioner, wished.Start, wished.Practitioner), default);
        return result.Succeeded ? null : result.Error;
    }

    async Task<BookingError?> MoveToTurnAsync(SlotChoice wished)
    {
        var result = await ToTurn.ExecuteAsync(new(wished.Key(Key), found!.Id, Version, found.ServiceId, wished.Practitioner, wished.Start), default);
        return result.Succeeded ? null : result.Error;
    }

    static string? AtQuery(string? at) => at is null ? null : $"at={Uri.EscapeDataString(at)}";

    string Link(string? query)
    {
        var at = query?.StartsWith("at=", StringComparison.Ordinal) == true ? null : AtQuery(At);
        var parts = string.Join('&', new[] { Doctor == BookingLinks.Any ? $"doctor={BookingLinks.Any}" : null, at, query }.OfType<string>());
        return $"/a/{Token}/move" + (parts.Length == 0 ? "" : "?" + parts);
    }
}
