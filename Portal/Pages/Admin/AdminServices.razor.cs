using System.Collections.Immutable;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Setup;
using Portal.Features.Booking.Setup;

namespace Portal.Pages.Admin;

public sealed partial class AdminServices
{
    static readonly ImmutableArray<SetupError> FieldErrors =
        [SetupError.NameMissing, SetupError.MinutesOutOfRange, SetupError.BufferOutOfRange, SetupError.PriceNegative, SetupError.CapacityOutOfRange];

    ListSetup.Setup? setup;
    ServiceForm form = new();
    SetupError? error;
    bool priceWrong;
    bool saved;

    protected override async Task OnInitializedAsync()
    {
        await ReadAsync();
        if (setup is { Services: [var first, ..] })
            Choose(first);
    }

    async Task ReadAsync() => setup = (await List.ExecuteAsync(CancellationToken.None)).Value;

    void Choose(Service service) => Show(ServiceForm.Of(service));

    void New() => Show(new ServiceForm { Position = setup!.Services.Count });

    void Show(ServiceForm other) => (form, error, priceWrong, saved) = (other, null, false, false);

    async Task SaveAsync()
    {
        saved = false;
        var request = form.ToRequest();
        priceWrong = request is null;
        if (request is null)
            return;
        var result = await Save.ExecuteAsync(request, CancellationToken.None);
        error = result.Succeeded ? null : result.Error;
        if (!result.Succeeded)
            return;
        await ReadAsync();
        Choose(setup!.Services.Single(s => s.Id.Value == result.Value));
        saved = true;
    }

    // the form's own save goes on from the new version, and keeps what is half typed on it
    async Task TermsSavedAsync()
    {
        await ReadAsync();
        form.Version = setup!.Services.Single(s => s.Id == form.Id).Version;
    }

    string? ErrorAt(SetupError here) => error == here ? T[$"Error.{here}"].Value : null;

    // of the first practitioner who offers it, with the length and buffers on the form
    PreviewSlots.Request? PreviewOf()
    {
        if (form.Id is not { } id || form.Minutes is < 1 or > 1440 || form.BufferBefore is < 0 or > 240 || form.BufferAfter is < 0 or > 240)
            return null;
        var who = setup!.Practitioners.FirstOrDefault(p => !p.Retired && setup.Offers[p.Id].Contains(id));
        return who is null || form.Retired ? null : new(who.Id, id, SlotPreview.Fortnight(Clinic.Today), Service: new ServiceRule(
            id, Duration.FromMinutes(form.Minutes), Duration.FromMinutes(form.BufferBefore), Duration.FromMinutes(form.BufferAfter), ImmutableArray<PractitionerId>.Empty));
    }
}
