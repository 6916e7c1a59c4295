using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using Portal.Domain.Notifications.Model;

namespace Portal.Domain.Notifications.Smtp;

/// <summary>Sends e-mail through the configured server, one connection a message.</summary>
sealed class SmtpSender(IOptions<SmtpOptions> options) : IMessageSender
{
    // validated at the start: where there is a host there is a sender, and where there is a user there is a password
    readonly SmtpOptions smtp = options.Value;

    public bool Serves(MessageChannel channel) => channel == MessageChannel.Email && !string.IsNullOrWhiteSpace(smtp.Host);

    public async Task SendAsync(Message message, CancellationToken cancellation)
    {
        if (!MailboxAddress.TryParse(message.Recipient, out var recipient))
            throw new MessageNotSentException("The address is not an e-mail address.", final: true);
        using var mail = new MimeMessage();
        mail.From.Add(MailboxAddress.Parse(smtp.From!));
        mail.To.Add(recipient);
        mail.Subject = message.Subject ?? "";
        mail.MessageId = $"{message.Id:N}@{mail.From.Mailboxes.First().Domain}"; // the same each time it is tried, so that a mailbox can tell a repetition
        mail.Body = new TextPart("plain") { Text = message.Body };
        try
        {
            using var client = new SmtpClient { Timeout = smtp.TimeoutSeconds * 1000 };
            await client.ConnectAsync(smtp.Host!, smtp.Port, Security(), cancellation);
            if (smtp.User is { Length: > 0 })
                await client.AuthenticateAsync(smtp.User, smtp.Password!, cancellation);
            await client.SendAsync(mail, cancellation);
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (SmtpCommandException e)
        {
            // 5xx is the server's last word on this message
            var final = (int)e.StatusCode >= 500 && e.ErrorCode is (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted);
            throw new MessageNotSentException($"{(int)e.StatusCode} {e.ErrorCode}", final, e);
        }
        catch (Exception e) when (e is SocketException or IOException or ProtocolException or AuthenticationException or SslHandshakeException or TimeoutException)
        {
            throw new MessageNotSentException(e.GetType().Name, final: false, e);
        }
    }

    SecureSocketOptions Security() => (smtp.UseTls, smtp.Port) switch
    {
        (false, _) => SecureSocketOptions.None,
        (true, 465) => SecureSocketOptions.SslOnConnect,
        (true, _) => SecureSocketOptions.StartTls,
    };
}
