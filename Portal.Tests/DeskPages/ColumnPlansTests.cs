using NodaTime;
using Portal.Domain.Booking;
using Portal.Domain.Booking.Model;
using Portal.Domain.Patients.Model;
using Portal.Features.Booking.Calendar;
using Portal.Tests.Support;

namespace Portal.Tests.DeskPages;

/// <summary>The calendar laid out by doctor and by room, with what the filter lets through; and addresses that bring it back.</summary>
public sealed class ColumnPlansTests
{
    static readonly DateTimeZone Cairo = DateTimeZoneProviders.Tzdb["Africa/Cairo"];
    static readonly LocalDate Day = new(2026, 11, 23);
    static readonly Guid North = Guid.NewGuid(), South = Guid.NewGuid(), RoomOne = Guid.NewGuid(), Laser = Guid.NewGuid();
    static readonly PractitionerId Hoda = PractitionerId.New(), Karim = PractitionerId.New();
    static readonly ServiceId Skin = ServiceId.New(), Teeth = ServiceId.New();

    static Instant At(int hour) => TestPortal.At("2026-11-23T00:00:00Z") + Duration.FromHours(hour - 2);

    static DeskAppointment Visit(PractitionerId who, int hour, ServiceId service, Guid? room = null, AppointmentStatus status = AppointmentStatus.Booked, Guid? device = null) => new(
        AppointmentId.New(), who, service, "كشف", "Visit", "#0f766e", PatientId.New(), "Mona", "+201001234567", At(hour), At(hour) + Duration.FromMinutes(20), status, BookingSource.Desk, null, null, null, 1)
    {
        Room = room, Device = device,
    };

    // Hoda works in the north in the morning and in the south in the evening; Karim in the south
    static readonly ListDay.Calendar Calendar = new(At(0), At(24),
        [
            new(Hoda, "هدى", "Hoda", null, null, "#111111", [new(At(9), At(13)), new(At(17), At(20))]) { OpenAt = [North, South] },
            new(Karim, "كريم", "Karim", null, null, "#222222", [new(At(10), At(14))]) { OpenAt = [South] },
        ],
        [
            Visit(Hoda, 10, Skin, RoomOne, device: Laser), Visit(Karim, 11, Skin, status: AppointmentStatus.Waiting), Visit(Karim, 12, Teeth, status: AppointmentStatus.Cancelled), Visit(Hoda, 18, Teeth),
        ], [])
    {
        Places = [new(RoomOne, ResourceKind.Room, "غرفة", "Room 1", North), new(Laser, ResourceKind.Device, "ليزر", "Laser", null)],
        Branches = [new(North, "شمال", "North"), new(South, "جنوب", "South")],
    };

    static DeskAddress Address(Func<DeskQuery, DeskQuery>? with = null) => DeskAddress.Read("2026-11-23", (with ?? (asked => asked))(new()), Day);

    static IReadOnlyList<ColumnPlan> Plans(DeskAddress address)
    {
        var plans = new ColumnPlans(Calendar, address, Cairo, "en", Day);
        return address.ByRoom ? plans.DayByRoom("No room", kind => kind.ToString()) : plans.Day();
    }

    static string[] Shown(IReadOnlyList<ColumnPlan> plans) => [.. plans.Select(plan => $"{plan.Title}: {string.Join(' ', plan.Cards.Select(card => card.Appointment.Start.InZone(Cairo).Hour))}".TrimEnd())];

    [Fact]
    public void By_doctor_each_has_a_column_and_what_is_cancelled_stays_out() => Shown(Plans(Address())).ShouldBe(["Hoda: 10 18", "Karim: 11"]);

    [Fact]
    public void By_room_an_appointment_stands_in_its_room_and_at_its_device_and_says_with_whom()
    {
        var plans = Plans(Address(asked => asked with { By = "room" }));
        Shown(plans).ShouldBe(["Room 1: 10", "Laser: 10", "No room: 11 18"]);
        plans[0].Cards[0].With.ShouldBe("Hoda");
        plans.ShouldAllBe(plan => plan.Practitioner == null);
        plans.Select(plan => plan.Key).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void A_filter_lets_through_what_was_chosen()
    {
        Shown(Plans(Address(asked => asked with { Services = Skin.ToString() }))).ShouldBe(["Hoda: 10", "Karim: 11"]);
        Shown(Plans(Address(asked => asked with { Statuses = "waiting.arrived" }))).ShouldBe(["Hoda:", "Karim: 11"]);
        Shown(Plans(Address(asked => asked with { Doctors = Karim.ToString() }))).ShouldBe(["Karim: 11"]);
        Shown(Plans(Address(asked => asked with { Branch = North.ToString() }))).ShouldBe(["Hoda: 10"], "Karim does not work there, and Hoda's evening is elsewhere");
        Shown(Plans(Address(asked => asked with { Branch = South.ToString() }))).ShouldBe(["Hoda: 18", "Karim: 11"]);
        Shown(Plans(Address(asked => asked with { By = "room", Branch = South.ToString() }))).ShouldBe(["Laser:", "No room: 11 18"]);
    }

    [Fact]
    public void Who_has_somebody_at_the_branch_keeps_the_column_also_without_hours_there()
    {
        var calendar = Calendar with { Appointments = [.. Calendar.Appointments, Visit(Karim, 16, Skin, RoomOne)] };
        var plans = new ColumnPlans(calendar, Address(asked => asked with { Branch = North.ToString() }), Cairo, "en", Day).Day();
        Shown(plans).ShouldBe(["Hoda: 10", "Karim: 16"]);
        plans[1].Open.ShouldBeEmpty();
    }

    [Fact]
    public void An_address_brings_back_the_same_desk()
    {
        var address = new DeskAddress(Day, DeskView.Week, Hoda, true, RoomOne, true, new DeskFilter
        {
            Doctors = [Karim.Value, Hoda.Value], Services = [Skin.Value], Statuses = [AppointmentStatus.NoShow, AppointmentStatus.Booked], Branch = South,
        });
        var query = address.Path(Day.PlusDays(1)).Split('?')[1].Split('&').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        string? Of(string name) => query.GetValueOrDefault(name);
        DeskAddress.Read(Of("day"), new DeskQuery(Of("view"), Of("doctor"), Of("cancelled"))
        {
            By = Of("by"), Room = Of("room"), Doctors = Of("doctors"), Services = Of("services"), Statuses = Of("statuses"), Branch = Of("branch"),
        }, Day.PlusDays(1)).ShouldBe(address);
    }

    [Fact]
    public void Nonsense_in_an_address_is_no_filter() =>
        Address(asked => asked with { Doctors = "x.y", Statuses = "17.nobody", Branch = "-", View = "year" }).ShouldBe(Address());

    [Fact]
    public void A_month_is_shown_in_whole_weeks() =>
        Address(asked => asked with { View = "month" }).Days("EG").ShouldBe(new DateInterval(new(2026, 10, 31), new(2026, 12, 4)));
}
