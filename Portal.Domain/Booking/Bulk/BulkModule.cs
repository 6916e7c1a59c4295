using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Booking.Bulk.Jobs;
using Portal.Domain.Platform.Jobs;
using Portal.Domain.Platform.Outbox;

namespace Portal.Domain.Booking.Bulk;

static class BulkModule
{
    public static void AddBulkChanges(this IServiceCollection services)
    {
        services.AddScoped<BulkCalendar>();
        services.AddScoped<PreviewBulkChange>();
        services.AddScoped<StartBulkChange>();
        services.AddScoped<PauseBulkChange>();
        services.AddScoped<ResumeBulkChange>();
        services.AddScoped<RetryBulkItem>();
        services.AddScoped<SkipBulkItem>();
        services.AddScoped<ReadBulkChange>();
        services.AddScoped<ListBulkChanges>();
        services.AddScoped<OpenOffers>();
        services.AddScoped<TakeAlternative>();
        services.AddScoped<DoBulkItem>();
        services.AddScoped<RunBulkChange>();
        services.AddScoped<WakeBulkChanges>();
        services.AddScoped<IOutboxHandler, TellPatientOfBulkChange>();
        services.AddScoped<IOutboxHandler, ReleaseAnsweredOffers>();
        services.AddRecurring<WakeBulkChanges>("wake-bulk-changes", "* * * * *", job => job.ExecuteAsync(CancellationToken.None));
    }
}
