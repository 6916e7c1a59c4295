using System.Globalization;
using NodaTime;
using Portal.Domain.Operations;
using Portal.Domain.Tenancy.Model;

namespace Portal.Pages.Operator;

/// <summary>The catalogue with each tenant's health.</summary>
public sealed partial class Tenants
{
    IReadOnlyList<ListTenantHealth.Health>? all;
    string search = "";
    string? said;
    bool refused;

    IReadOnlyList<ListTenantHealth.Health> Shown => search.Trim() is { Length: > 0 } wanted
        ? [.. all!.Where(health => Matches(health.Tenant, wanted))]
        : all!;

    protected override Task OnInitializedAsync() => ReadAsync();

    async Task ReadAsync()
    {
        var result = await List.ExecuteAsync(CancellationToken.None);
        (refused, said) = (!result.Succeeded, null);
        all = result.Succeeded ? result.Value : null;
    }

    async Task RetryAsync(Tenant tenant)
    {
        var result = await Retry.ExecuteAsync(tenant.Id, CancellationToken.None);
        await ReadAsync();
        if (result.Succeeded)
            said = T["Retried", Number(result.Value), tenant.Name(Clinic.Language)];
    }

    static bool Matches(Tenant tenant, string wanted) =>
        new[] { tenant.NameAr, tenant.NameEn, tenant.Slug }.Any(name => name.Contains(wanted, StringComparison.OrdinalIgnoreCase));

    string Number(long number) => Clinic.Format.Digits(number.ToString(CultureInfo.InvariantCulture));

    string Age(Duration age) => age switch
    {
        _ when age < Duration.FromMinutes(1) => T["Seconds", Number((long)age.TotalSeconds)],
        _ when age < Duration.FromHours(1) => T["Minutes", Number((long)age.TotalMinutes)],
        _ when age < Duration.FromDays(1) => T["Hours", Number((long)age.TotalHours)],
        _ => T["Days", Number((long)age.TotalDays)],
    };
}
