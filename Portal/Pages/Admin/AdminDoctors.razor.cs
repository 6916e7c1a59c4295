using Portal.Domain.Booking.Model;
using Portal.Domain.Booking.Setup;
using Portal.Domain.Identity;
using Portal.Domain.Platform.Callers;
using Portal.Domain.Platform.Ids;

namespace Portal.Pages.Admin;

public sealed partial class AdminDoctors
{
    ListSetup.Setup? setup;
    IReadOnlyList<StaffMember> members = [];
    PractitionerId? id;
    uint version;
    int position;
    string nameAr = "", nameEn = "", colour = "#334155", account = "";
    string? specialtyAr, specialtyEn;
    int? daily, weekly;
    bool retired, saved;
    HashSet<ServiceId> offers = [];
    SetupError? error;

    protected override async Task OnInitializedAsync()
    {
        if (await Accounts.ExecuteAsync(CancellationToken.None) is { Succeeded: true } list)
            members = [.. list.Value.Members.Where(m => m.Active && m.Roles.HasFlag(StaffRole.Doctor))];
        await ReadAsync();
        if (setup is { Practitioners: [var first, ..] })
            Choose(first);
    }

    async Task ReadAsync() => setup = (await List.ExecuteAsync(CancellationToken.None)).Value;

    void Choose(Practitioner p)
    {
        (id, version, position, error, saved) = (p.Id, p.Version, p.Position, null, false);
        (nameAr, nameEn, specialtyAr, specialtyEn, colour, retired) = (p.NameAr, p.NameEn, p.SpecialtyAr, p.SpecialtyEn, p.Colour, p.Retired);
        account = p.UserId?.ToString() ?? "";
        (daily, weekly) = (p.DailyLimit, p.WeeklyLimit);
        offers = [.. setup!.Offers[p.Id]];
    }

    void New()
    {
        (id, version, position, error, saved) = (null, 0, setup!.Practitioners.Count, null, false);
        (nameAr, nameEn, specialtyAr, specialtyEn, colour, retired, account) = ("", "", null, null, "#334155", false, "");
        (daily, weekly, offers) = (null, null, []);
    }

    void Offer(ServiceId service, bool offered) => _ = offered ? offers.Add(service) : offers.Remove(service);

    async Task SaveAsync()
    {
        saved = false;
        var result = await Save.ExecuteAsync(
            new(id, version, nameAr, nameEn, specialtyAr, specialtyEn, colour, Guid.TryParse(account, out var user) ? UserId.From(user) : null, retired, position, offers, daily, weekly),
            CancellationToken.None);
        error = result.Succeeded ? null : result.Error;
        if (!result.Succeeded)
            return;
        await ReadAsync();
        Choose(setup!.Practitioners.Single(p => p.Id.Value == result.Value));
        saved = true;
    }

    string? ErrorAt(SetupError here) => error == here ? T[$"Error.{here}"].Value : null;
}
