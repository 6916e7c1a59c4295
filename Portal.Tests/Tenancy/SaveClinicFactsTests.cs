using Portal.Domain.Platform.Callers;
using Portal.Domain.Tenancy;
using Portal.Domain.Tenancy.Model;
using Portal.Tests.Support;

namespace Portal.Tests.Tenancy;

/// <summary>Where the clinic is, as an administrator writes it.</summary>
public sealed class SaveClinicFactsTests(TestPortal portal) : IClassFixture<TestPortal>
{
    [Theory]
    [InlineData("30.0561, 31.3389", 30.0561, 31.3389)]
    [InlineData("(-33.87,151.21)", -33.87, 151.21)]
    [InlineData("٣٠٫٠٥٦١، ٣١٫٣٣٨٩", 30.0561, 31.3389)]
    public async Task A_place_is_kept_as_maps_write_it(string typed, double latitude, double longitude)
    {
        var saved = (await SaveAsync(typed)).Value;
        (saved.Latitude, saved.Longitude).ShouldBe((latitude, longitude));
        Places.Of(saved).ShouldNotBeNull();
        (await SaveAsync("  ")).Value.Latitude.ShouldBeNull("and may be taken away");
    }

    [Theory]
    [InlineData("Nasr City")]
    [InlineData("30.05")]
    [InlineData("91, 31")]
    [InlineData("30, 181")]
    [InlineData("30.05, 31.3, 2")]
    [InlineData("NaN, 31")]
    public async Task What_is_no_place_is_refused(string typed) => (await SaveAsync(typed)).Error.ShouldBe(ClinicFactsError.PlaceInvalid);

    [Fact]
    public async Task The_table_itself_takes_no_half_a_place() =>
        await Should.ThrowAsync<Npgsql.PostgresException>(async () =>
        {
            var clinic = await TestClinic.CreateAsync(portal);
            await portal.AsSuperuserAsync<Guid>($"update tenants set latitude = 30 where id = '{clinic.Id.Value}' returning id");
        });

    async Task<Domain.Platform.Results.Result<Tenant, ClinicFactsError>> SaveAsync(string place)
    {
        var clinic = await TestClinic.CreateAsync(portal);
        await using var admin = portal.Scope(clinic.Id, TestPortal.Staff(StaffRole.Administrator));
        return await admin.Get<SaveClinicFacts>().ExecuteAsync(new("عيادة", "Clinic", null, null, null, null, null, "#0f766e", "ar", false, place), default);
    }
}
