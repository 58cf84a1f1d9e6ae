namespace Forecasting.Jobs.Service.Alerts;

/// <summary>A way on which messages go out.</summary>
internal interface IAlertChannel
{
    /// <summary>mail or webhook.</summary>
    string Name { get; }

    /// <summary>Sends a message, whole.</summary>
    /// <exception cref="AlertFault">The other side did not take it.</exception>
    Task Send(AlertMessage message, CancellationToken cancellation);
}

/// <summary>A message was not taken.</summary>
/// <param name="message">Why, in words without secrets and addresses of persons.</param>
/// <param name="isTransient">True when the same may be taken in a moment.</param>
/// <param name="cause">What was thrown; null = nothing.</param>
internal sealed class AlertFault(string message, bool isTransient, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>True when the same may be taken in a moment.</summary>
    public bool IsTransient => isTransient;
}

/// <summary>Secrets of the ways: from the environment, and nowhere else.</summary>
/// <param name="Find">The value of an environment variable; null when it is not set.</param>
internal sealed record AlertSecrets(Func<string, string?> Find)
{
    /// <summary>The password at the mail server.</summary>
    public const string MailPassword = "FORECASTING_MAIL_PASSWORD";

    /// <summary>The key of the webhook's signatures.</summary>
    public const string WebhookSecret = "FORECASTING_WEBHOOK_SECRET";
}
