using Bunit;
using NodaTime;
using Portal.Domain.Booking.Model;
using Portal.Features.Booking.Calendar;
using Portal.Features.Booking.DeskBooking;
using Portal.Tests.Support;

namespace Portal.Tests.DeskPages;

/// <summary>A booking that was begun in the column of a room goes into that room.</summary>
public sealed class BookIntoARoomTests(TestPortal portal) : IClassFixture<TestPortal>
{
    static readonly LocalDate Monday = new(2026, 11, 23);
    static readonly Instant Ten = Instant.FromUtc(2026, 11, 23, 8, 0);

    [Fact]
    public async Task The_room_is_named_and_booked()
    {
        var (desk, rooms) = await OpenAsync();
        await using var _ = desk;
        var panel = await ChosenAsync(desk, rooms[1]);
        panel.Find("[name=place] + .chips").TextContent.ShouldContain("In Room 1");
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        (await desk.AppointmentsAsync(Monday)).ShouldHaveSingleItem().Room.ShouldBe(rooms[1]);
    }

    [Fact]
    public async Task Where_the_service_is_not_given_it_says_so_and_any_other_room_is_a_press_away()
    {
        var (desk, rooms) = await OpenAsync();
        await using var _ = desk;
        var panel = await ChosenAsync(desk, rooms[2]);
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        string.Concat(panel.FindAll("p.error[role=alert]").Select(error => error.TextContent)).ShouldContain("not given in Room 2");
        (await desk.AppointmentsAsync(Monday)).ShouldBeEmpty();

        await panel.InvokeAsync(() => panel.Find("[name=place] + .chips button").ClickAsync(new()));
        panel.FindAll("[name=place]").ShouldBeEmpty();
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        (await desk.AppointmentsAsync(Monday)).ShouldHaveSingleItem().Room.ShouldBe(rooms[0]);
    }

    static async Task<IRenderedComponent<BookPanel>> ChosenAsync(DeskScene desk, Guid room)
    {
        var panel = desk.Draw<BookPanel>(p => p.Add(x => x.Wish, new DeskPanel.Book(null, Ten) { Place = room }));
        panel.WaitForElement("#patient-box");
        await panel.InvokeAsync(() => panel.Find("#patient-box").Input("منى"));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        return panel;
    }

    /// <summary>Three rooms, of which the clinic's service is given in the first two.</summary>
    async Task<(DeskScene Desk, Guid[] Rooms)> OpenAsync()
    {
        var clinic = await TestClinic.CreateAsync(portal);
        Guid[] rooms = [Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7()];
        await using (var scope = portal.Scope(clinic.Id))
        await using (var db = scope.Db())
        {
            foreach (var (i, room) in rooms.Index())
            {
                db.Add(new Resource(clinic.Id, room) { Kind = ResourceKind.Room, NameAr = $"غرفة {i}", NameEn = $"Room {i}", Position = i });
                if (i < 2)
                    db.Add(new ServiceResource(clinic.Id, clinic.Service, room));
            }

            await db.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        }

        return (await DeskScene.OpenAsync(portal, clinic), rooms);
    }
}
