using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using Polly;
using Polly.Retry;

namespace Forecasting.Jobs.Service.Alerts;

/// <summary>Sends what the book holds. What is not taken is tried again: twice at once, then in growing pauses for a day, also after a restart.</summary>
internal sealed class AlertPost
{
    /// <summary>How long a message is tried.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    private const int TestsAnHour = 10;

    private static readonly Action<ILogger, long, string, string, Exception?> NotTaken = LoggerMessage.Define<long, string, string>(
        LogLevel.Warning, new EventId(20, "AlertNotTaken"), "Message {Number} was not taken by {Channel}: {Why}");

    private static readonly Action<ILogger, long, string, Exception?> Taken =
        LoggerMessage.Define<long, string>(LogLevel.Information, new EventId(21, "AlertTaken"), "Message {Number} was taken by {Channel}");

    private readonly ServiceDatabase store;
    private readonly ServiceOptions options;
    private readonly ILogger<AlertPost> logger;
    private readonly ResiliencePipeline retry;

    public AlertPost(ServiceDatabase store, ServiceOptions options, IEnumerable<IAlertChannel> channels, TimeProvider clock, ILogger<AlertPost> logger)
    {
        (this.store, this.options, this.logger) = (store, options, logger);
        Channels = [.. channels];
        retry = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<AlertFault>(f => f.IsTransient),
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(300),
            })
            .Build();
    }

    /// <summary>The ways that are set up.</summary>
    public ImmutableArray<IAlertChannel> Channels { get; }

    /// <summary>Their names.</summary>
    public ImmutableArray<string> Names => [.. Channels.Select(c => c.Name)];

    /// <summary>Sends what is due.</summary>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public async Task SendDue(CancellationToken cancellation)
    {
        foreach (var delivery in Due())
            await Try(delivery, cancellation);
    }

    /// <summary>Sends a test message by every way.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="Problem">There is no way, or there were many tests lately.</exception>
    public async Task<IReadOnlyList<AlertDelivery>> SendTest(string by, CancellationToken cancellation)
    {
        if (Channels.IsEmpty)
            throw Problem.Conflict("not-possible", "Nobody is to be told of alarms.", "Set alerts.mail.host or alerts.webhook (docs/settings.md), and start the service again.");
        var number = WriteTest(by);
        foreach (var delivery in Of(number))
            await Try(delivery, cancellation);
        return Of(number);
    }

    private long WriteTest(string by)
    {
        while (true)
        {
            using var database = store.Open();
            var (book, now) = (new AlertBook(database), store.UtcNow(database));
            if (book.Messages(now.AddHours(-1)).Count(m => m.Kind == nameof(AlertKind.Test)) >= TestsAnHour)
            {
                throw new Problem(
                    StatusCodes.Status429TooManyRequests, "too-many", string.Create(CultureInfo.InvariantCulture, $"{TestsAnHour} tests were sent within an hour."), "Look at what became of them first.");
            }

            var test = new AlertMessage(1, 0, AlertKind.Test, now, options.Settings.Alerts.Page, [], 0);
            if (book.TryWrite(book.Revision(), [], (nameof(AlertKind.Test), test.ToJson()), Names, now) is not { } number)
                continue;
            new AuditLog(database).Append(new AuditAct(now, by, AuditActs.Request, string.Create(CultureInfo.InvariantCulture, $"message {number}"), "a test of alerts"));
            return number;
        }
    }

    private List<AlertDelivery> Due()
    {
        using var database = store.Open();
        var now = store.UtcNow(database);
        return [.. new AlertBook(database).Deliveries(now - Patience - Patience).Where(d => d.State == AlertState.Pending && d.NextTry <= now && Names.Contains(d.Channel))];
    }

    private IReadOnlyList<AlertDelivery> Of(long number)
    {
        using var database = store.Open();
        return [.. new AlertBook(database).Deliveries(store.UtcNow(database) - Patience).Where(d => d.Number == number)];
    }

    private async Task Try(AlertDelivery delivery, CancellationToken cancellation)
    {
        if (!Claim(delivery))
            return;
        var channel = Channels.First(c => c.Name == delivery.Channel);
        var message = AlertMessage.Parse(delivery.Content) with { Number = delivery.Number };
        try
        {
            await retry.ExecuteAsync(async token => await channel.Send(message, token), cancellation);
            Taken(logger, delivery.Number, delivery.Channel, null);
            Record(delivery, AlertState.Sent, "");
        }
        catch (AlertFault fault)
        {
            NotTaken(logger, delivery.Number, delivery.Channel, fault.Message, null);
            Record(delivery, null, fault.Message);
        }
    }

    // 1, 2, 4 … minutes, at most an hour.
    private bool Claim(AlertDelivery delivery)
    {
        using var database = store.Open();
        var pause = TimeSpan.FromMinutes(Math.Min(60, Math.Pow(2, Math.Min(delivery.Tries, 6))));
        return new AlertBook(database).TryClaim(delivery, store.UtcNow(database) + pause);
    }

    private void Record(AlertDelivery delivery, AlertState? state, string fault)
    {
        using var database = store.Open();
        var now = store.UtcNow(database);
        new AlertBook(database).Record(delivery, state ?? (now - delivery.CreatedAt < Patience ? AlertState.Pending : AlertState.GivenUp), fault, now);
    }
}
