namespace Portal.Domain.Notifications;

/// <summary>Set by the host in code, never from configuration.</summary>
public sealed class NotificationsOptions
{
    /// <summary>Shows codes and links on the outbox page: a developer's machine sends nothing. Development only.</summary>
    public bool RevealSecrets { get; set; }
}
