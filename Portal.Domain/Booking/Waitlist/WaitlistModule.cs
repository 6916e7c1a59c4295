using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Booking.Waitlist.Jobs;
using Portal.Domain.Platform.Jobs;
using Portal.Domain.Platform.Outbox;

namespace Portal.Domain.Booking.Waitlist;

static class WaitlistModule
{
    public static void AddWaitlist(this IServiceCollection services)
    {
        services.AddSingleton<WaitlistLinks>();
        services.AddScoped<ActAsWaiter>();
        services.AddScoped<WaitlistMessages>();
        services.AddScoped<ReadWaitlistSettings>();
        services.AddScoped<SaveWaitlistSettings>();
        services.AddScoped<JoinWaitlist>();
        services.AddScoped<WithdrawFromWaitlist>();
        services.AddScoped<ListWaitlist>();
        services.AddScoped<MyWaitlist>();
        services.AddScoped<FittingTimes>();
        services.AddScoped<WaiterStandings>();
        services.AddScoped<TimesThatMayComeBack>();
        services.AddScoped<MakeOffer>();
        services.AddScoped<OfferStore>();
        services.AddScoped<OfferTime>();
        services.AddScoped<AcceptOffer>();
        services.AddScoped<DeclineOffer>();
        services.AddScoped<CloseWaitlist>();
        services.AddScoped<OfferFreedTimes>();
        services.AddScoped<IOutboxHandler, OfferOnChange>();
        services.AddScoped<IOutboxHandler, AnswerOfferByReply>();
        services.AddScoped<WaitlistRounds>();
        services.AddRecurring<WaitlistRounds>("waitlist-rounds", "* * * * *", job => job.ExecuteAsync(CancellationToken.None));
    }
}
