using System.Collections.Immutable;
using Forecasting.Storage;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Alerts;

/// <summary>What became of a message on one way.</summary>
/// <param name="Channel">mail or webhook.</param>
/// <param name="State">pending, sent or givenUp.</param>
/// <param name="Tries">Tries so far.</param>
/// <param name="Fault">What was wrong last; empty when nothing was.</param>
/// <param name="ChangedAt">When it came to this, UTC.</param>
public sealed record AlertWayView(string Channel, AlertState State, int Tries, string Fault, DateTimeOffset ChangedAt)
{
    /// <summary>As callers see it.</summary>
    internal static AlertWayView Of(AlertDelivery delivery) => new(delivery.Channel, delivery.State, delivery.Tries, delivery.Fault, delivery.ChangedAt);
}

/// <summary>A message, and what became of it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">When it was made, UTC.</param>
/// <param name="Kind">Why it was sent.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Ways">What became of it on each way.</param>
public sealed record AlertView(long Number, DateTimeOffset At, AlertKind Kind, string Title, ImmutableArray<AlertWayView> Ways)
{
    private static readonly TimeSpan Shown = TimeSpan.FromDays(30);

    /// <summary>The newest messages.</summary>
    internal static ImmutableArray<AlertView> Newest(ForecastingDatabase database, DateTimeOffset now)
    {
        var book = new AlertBook(database);
        var ways = book.Deliveries(now - Shown).ToLookup(d => d.Number);
        return
        [
            .. book.Messages(now - Shown).Select(m => AlertMessage.Parse(m.Content) with { Number = m.Number })
                .Select(m => new AlertView(m.Number, m.At, m.Kind, m.Title, [.. ways[m.Number].Select(AlertWayView.Of)])),
        ];
    }
}
