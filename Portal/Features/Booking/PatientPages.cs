using Portal.Features.Booking.Book;
using Portal.Features.Booking.My;
using Portal.Features.Booking.Rush;
using Portal.Features.Booking.Turns;

namespace Portal.Features.Booking;

static class PatientPages
{
    /// <summary>What the patients' pages of booking need beside the domain.</summary>
    public static IServiceCollection AddPatientPages(this IServiceCollection services) => services
        .AddHttpContextAccessor()
        .AddScoped<VisitorCookies>()
        .AddScoped<BookingPaths>()
        .AddScoped<OfferedTimes>()
        .AddScoped<BookingRefusals>()
        .AddScoped<BookingFlow>()
        .AddScoped<SiteDoor>()
        .AddScoped<TodaysTurns>()
        .AddScoped<LiveLine>()
        .AddScoped<LinkHolder>();
}
