using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.Domain.Booking.Bulk;
using Portal.Domain.Booking.Feeds;
using Portal.Domain.Booking.Jobs;
using Portal.Domain.Booking.Money;
using Portal.Domain.Booking.Outside;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Rush;
using Portal.Domain.Booking.Series;
using Portal.Domain.Booking.Setup;
using Portal.Domain.Booking.Store;
using Portal.Domain.Booking.Turns;
using Portal.Domain.Booking.Waitlist;
using Portal.Domain.Platform.Jobs;
using Portal.Domain.Platform.Outbox;

namespace Portal.Domain.Booking;

public static class BookingModule
{
    public static IServiceCollection AddBooking(this IServiceCollection services)
    {
        services.AddSingleton<IDateTimeZoneProvider>(DateTimeZoneProviders.Tzdb);
        services.AddScoped<BookingRulesSource>();
        services.AddScoped<CalendarCache>();
        services.AddScoped<FunctionCalls>();
        services.AddScoped<CommandEnd>();
        services.AddScoped<BookingStore>();
        services.AddScoped<SlotWishes>();
        services.AddScoped<PatientStandings>();
        services.AddScoped<FindSlots>();
        services.AddScoped<HoldSlot>();
        services.AddScoped<ReleaseHold>();
        services.AddScoped<BookAppointment>();
        services.AddScoped<MoveAppointment>();
        services.AddScoped<ResizeAppointment>();
        services.AddScoped<PlanMove>();
        services.AddScoped<ChangeAppointmentStatus>();
        services.AddScoped<UndoAppointmentChange>();
        services.AddScoped<PlanSeries>();
        services.AddScoped<BookSeries>();
        services.AddScoped<ClinicPage>();
        services.AddScoped<BranchOf>();
        services.AddScoped<KnownVisits>();
        services.AddScoped<BookedBefore>();
        services.AddScoped<BecomeHolder>();
        services.AddScoped<ActAsLinkHolder>();
        services.AddScoped<PublicAppointment>();
        services.AddScoped<MyAppointments>();
        services.AddScoped<PatientVisits>();
        services.AddScoped<NextFreeTimes>();
        services.AddScoped<ListDay>();
        services.AddScoped<ListMonth>();
        services.AddScoped<PrintDay>();
        services.AddScoped<ListMyDay>();
        services.AddScoped<ListMyPatients>();
        services.AddScoped<ListProposed>();
        services.AddScoped<AppointmentDetails>();
        services.AddTurns();
        services.AddSetup();
        services.AddFeeds();
        services.AddWaitlist();
        services.AddBulkChanges();
        services.AddMoney();
        services.AddRush();
        services.AddDataProtection(); // the host says where its keys are kept
        services.AddSingleton<AppointmentLinks>();
        services.AddScoped<IOutboxHandler, AnnounceAppointment>();
        services.AddScoped<IOutboxHandler, TellPatientOfBooking>();
        services.AddScoped<RemoveExpiredHolds>();
        services.AddRecurring<RemoveExpiredHolds>("remove-expired-holds", "43 * * * *", job => job.ExecuteAsync(CancellationToken.None));
        return services;
    }

    static void AddFeeds(this IServiceCollection services)
    {
        services.AddScoped<FeedOwners>();
        services.AddScoped<MakeFeed>();
        services.AddScoped<RenewFeed>();
        services.AddScoped<RevokeFeed>();
        services.AddScoped<ListFeeds>();
        services.AddScoped<ReadFeed>();
        services.AddScoped<ReadSchedules>();
        services.AddScoped<SearchSlots>();
        services.AddScoped<SearchAppointments>();
        services.AddScoped<ReadNamed>();
    }

    static void AddTurns(this IServiceCollection services)
    {
        services.AddScoped<BookingTerms>();
        services.AddScoped<SessionStore>();
        services.AddScoped<GroupBooking>();
        services.AddScoped<GroupSessions>();
        services.AddScoped<SessionWishes>();
        services.AddScoped<SessionPlan>();
        services.AddScoped<TurnLines>();
        services.AddScoped<FindTurns>();
        services.AddScoped<BookTurn>();
        services.AddScoped<MoveToTurn>();
        services.AddScoped<ListLines>();
        services.AddScoped<ReadLine>();
        services.AddScoped<DirectLine>();
        services.AddScoped<MyTurn>();
        services.AddScoped<OpenDisplay>();
        services.AddScoped<RevokeDisplay>();
        services.AddScoped<ListDisplays>();
        services.AddScoped<ReadDisplay>();
        services.AddScoped<SaveQueueSettings>();
    }

    static void AddSetup(this IServiceCollection services)
    {
        services.AddScoped<SetupWriter>();
        services.AddScoped<ListSetup>();
        services.AddScoped<PreviewSlots>();
        services.AddScoped<SaveService>();
        services.AddScoped<SaveServiceTerms>();
        services.AddScoped<ListPlaces>();
        services.AddScoped<SaveLocation>();
        services.AddScoped<SaveResource>();
        services.AddScoped<SaveNoShowPolicy>();
        services.AddScoped<SavePractitioner>();
        services.AddScoped<SaveSchedule>();
        services.AddScoped<RemoveSchedule>();
        services.AddScoped<AddExtraHours>();
        services.AddScoped<RemoveExtraHours>();
        services.AddScoped<AddTimeOff>();
        services.AddScoped<RemoveTimeOff>();
        services.AddScoped<AddHoliday>();
        services.AddScoped<RemoveHoliday>();
        services.AddScoped<SaveBookingSettings>();
    }
}
