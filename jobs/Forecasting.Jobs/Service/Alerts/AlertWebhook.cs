using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Forecasting.Jobs.Service.Alerts;

/// <summary>Messages by HTTPS: the message as JSON, signed.</summary>
/// <remarks>The signature is <c>v1=</c> and the HMAC-SHA256, in lower-case hexadecimal, of the timestamp (seconds since 1970), a point, and the body, under the secret
/// that both sides know. Whoever gets it refuses what is not signed, and what is older than a few minutes.</remarks>
internal sealed class AlertWebhook(Uri address, HttpClient client, AlertSecrets secrets, TimeProvider clock) : IAlertChannel
{
    /// <summary>Header with the time of sending.</summary>
    public const string Timestamp = "X-Forecasting-Timestamp";

    /// <summary>Header with the signature.</summary>
    public const string Signature = "X-Forecasting-Signature";

    private const int SecretLeast = 16;

    /// <inheritdoc/>
    public string Name => "webhook";

    /// <summary>The signature of a body.</summary>
    public static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body) =>
        "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.ASCII.GetBytes(timestamp + "."), .. body]));

    /// <inheritdoc/>
    public async Task Send(AlertMessage message, CancellationToken cancellation)
    {
        if (secrets.Find(AlertSecrets.WebhookSecret) is not { Length: >= SecretLeast } secret)
            throw new AlertFault($"{AlertSecrets.WebhookSecret} is not set, or shorter than {SecretLeast} characters: whoever gets the message could not tell whose it is.", isTransient: false);
        var body = Encoding.UTF8.GetBytes(message.ToJson());
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add(Timestamp, timestamp);
        request.Headers.Add(Signature, Sign(secret, timestamp, body));
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            var status = (int)answer.StatusCode;
            if (status is < 200 or >= 300)
            {
                throw new AlertFault(
                    FormattableString.Invariant($"The webhook answered {status}{(status is >= 300 and < 400 ? ", a redirection, which is not followed" : "")}."),
                    isTransient: status is 408 or 429 or >= 500);
            }
        }
        catch (HttpRequestException fault)
        {
            throw new AlertFault($"The webhook cannot be reached ({fault.HttpRequestError}).", isTransient: true, fault);
        }
        catch (TaskCanceledException slow) when (!cancellation.IsCancellationRequested)
        {
            throw new AlertFault("The webhook did not answer in time.", isTransient: true, slow);
        }
    }
}
