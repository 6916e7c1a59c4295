using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Portal.Domain.Booking.Rules;
using Portal.Domain.Booking.Store;

namespace Portal.Domain.Booking;

public static class BookingModule
{
    public static IServiceCollection AddBooking(this IServiceCollection services)
    {
        services.AddSingleton<IDateTimeZoneProvider>(DateTimeZoneProviders.Tzdb);
        services.AddScoped<BookingRulesSource>();
        services.AddScoped<BookingStore>();
        services.AddScoped<SlotWishes>();
        services.AddScoped<FindSlots>();
        services.AddScoped<HoldSlot>();
        services.AddScoped<ReleaseHold>();
        services.AddScoped<BookAppointment>();
        services.AddScoped<MoveAppointment>();
        services.AddScoped<ChangeAppointmentStatus>();
        return services;
    }
}
