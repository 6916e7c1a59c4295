using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Notifications.Replies;
using Portal.Domain.Notifications.Smtp;
using Portal.Domain.Platform;
using Portal.Domain.Platform.Outbox;

namespace Portal.Domain.Notifications;

public static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddOptions<SmtpOptions>().FromSection(SmtpOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<NotificationsOptions>();
        services.AddSingleton<IMessageSender, SmtpSender>();
        services.AddScoped<IOutboxHandler, SendQueuedMessage>();
        services.AddScoped<QueueMessage>();
        services.AddScoped<ListMessages>();
        services.AddScoped<MarkSentByHand>();
        services.AddScoped<ReceiveReply>();
        return services;
    }
}
