using System.ComponentModel.DataAnnotations;

namespace Portal.Domain.Notifications.Smtp;

/// <summary>Section <c>Smtp</c>. Without a host e-mail is kept in the outbox.</summary>
public sealed class SmtpOptions : IValidatableObject
{
    public const string Section = "Smtp";

    public string? Host { get; set; }

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender's address, such as <c>Portal &lt;no-reply@example.com&gt;</c>.</summary>
    public string? From { get; set; }

    /// <summary>Encryption from the first byte on port 465, by STARTTLS on every other. Off is for a server on the same machine.</summary>
    public bool UseTls { get; set; } = true;

    [Range(1, 120)]
    public int TimeoutSeconds { get; set; } = 20;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(Host))
            yield break;
        if (!MimeKit.MailboxAddress.TryParse(From, out _))
            yield return new("Smtp:From must be an e-mail address where Smtp:Host is set.", [nameof(From)]);
        if (User is not null && Password is null)
            yield return new("Smtp:Password is missing.", [nameof(Password)]);
    }
}
