using System.Net.Sockets;
using System.Text;
using Forecasting.Jobs.Settings;
using Forecasting.Storage.Privacy;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Forecasting.Jobs.Service.Alerts;

/// <summary>Messages by mail: plain text in UTF-8, with TLS.</summary>
internal sealed class AlertMail(MailSettings settings, TimeSpan timeout, AlertSecrets secrets) : IAlertChannel
{
    private const int TlsFromTheStart = 465;

    /// <inheritdoc/>
    public string Name => "mail";

    /// <inheritdoc/>
    public async Task Send(AlertMessage message, CancellationToken cancellation)
    {
        using var mail = Write(message);
        using var client = new SmtpClient
        {
            Timeout = (int)timeout.TotalMilliseconds,

            // As everywhere else in the program: lists of revoked certificates are often out of reach of a server.
            CheckCertificateRevocation = false,
        };
        var security = !settings.Tls ? SecureSocketOptions.None : settings.Port == TlsFromTheStart ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(timeout);
        try
        {
            await client.ConnectAsync(settings.Host!, settings.Port, security, patience.Token);
            if (settings.User is { } user)
            {
                var password = secrets.Find(AlertSecrets.MailPassword) is { Length: > 0 } known
                    ? known
                    : throw new AlertFault($"{AlertSecrets.MailPassword} is not set, and alerts.mail.user is.", isTransient: false);
                await client.AuthenticateAsync(user, password, patience.Token);
            }

            await client.SendAsync(mail, patience.Token);
            await client.DisconnectAsync(quit: true, patience.Token);
        }
        catch (OperationCanceledException slow) when (!cancellation.IsCancellationRequested)
        {
            throw new AlertFault("The mail server did not answer in time.", isTransient: true, slow);
        }
        catch (Exception fault) when (Explain(fault) is { } told)
        {
            throw told;
        }
    }

    /// <summary>The mail. The names of its headers are ours, and so are the words of its subject: nothing that came from outside is in them.</summary>
    internal MimeMessage Write(AlertMessage message)
    {
        var from = MailboxAddress.Parse(settings.From!);
        var mail = new MimeMessage
        {
            Subject = message.Title,
            Date = message.At,

            // The same when it is sent again, so that a mailbox can tell.
            MessageId = FormattableString.Invariant($"alert-{message.Number}-{message.At.UtcTicks:x}@{from.Domain}"),
            Body = Body(message.ToText()),
        };
        mail.From.Add(from);
        mail.To.AddRange(settings.To.Select(to => (InternetAddress)MailboxAddress.Parse(to)));
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return mail;
    }

    private static TextPart Body(string text)
    {
        var body = new TextPart("plain");
        body.SetText(Encoding.UTF8, text);
        return body;
    }

    private static AlertFault? Explain(Exception fault) => fault switch
    {
        SmtpCommandException refused => new AlertFault(
            FormattableString.Invariant($"The mail server answered {(int)refused.StatusCode}: {OutgoingText.Of(refused.Message)}"), (int)refused.StatusCode is >= 400 and < 500, refused),
        AuthenticationException => new AlertFault("The mail server does not take user and password.", isTransient: false, fault),
        SslHandshakeException => new AlertFault("The mail server's certificate is not trusted, or it speaks no TLS at this port.", isTransient: false, fault),
        NotSupportedException => new AlertFault("The mail server does not offer TLS, or no way to sign in that is safe.", isTransient: false, fault),
        SmtpProtocolException or ServiceNotConnectedException => new AlertFault("The mail server broke off.", isTransient: true, fault),
        SocketException or IOException or TimeoutException => new AlertFault($"The mail server cannot be reached ({fault.Message}).", isTransient: true, fault),
        _ => null,
    };
}
