using System.Collections.Immutable;
using Forecasting.Jobs.Service.Deadlines;
using Forecasting.Storage;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Alerts;

/// <summary>One look: what stands, what is to be told of it, and what a missed deadline entails.</summary>
internal sealed class AlertRound(ServiceOptions options, ServiceDatabase store, DeadlineWatch deadlines, AlarmBoard board, AlertPost post)
{
    /// <summary>Looks, and writes what is to be told; to send it is the post's.</summary>
    /// <returns>How the deadlines stand.</returns>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    /// <exception cref="IOException">The notice of a plan that stands cannot be written.</exception>
    public ImmutableArray<DeadlineStanding> Look()
    {
        using var database = store.Open();
        var now = store.UtcNow(database);
        var standing = deadlines.Standing(database, now);
        deadlines.Measure(database, now);
        if (!post.Channels.IsEmpty)
            Tell(database, standing, now);
        if (options.Settings.Deadlines.Run is not null && Directory.Exists(options.Out))
            StandingPlanNotice.Write(StandingPlanNotice.Of(options.Settings.Deadlines, standing, database), options.Out);
        return standing;
    }

    private void Tell(ForecastingDatabase database, ImmutableArray<DeadlineStanding> standing, DateTimeOffset now)
    {
        var book = new AlertBook(database);
        var seen = book.Revision();
        var sent = book.Messages(now.AddHours(-24)).Where(m => m.Kind != nameof(AlertKind.Test)).Select(m => m.CreatedAt).ToList();
        var decision = AlertEconomy.Decide(board.Now(database, standing, now), book.Standing(), sent, options.Settings.Alerts, now);

        // Another service on this database may have been faster: then it told, and the next look sees it.
        if (!decision.IsNothing)
            book.TryWrite(seen, decision.Changes, decision.Message is { } message ? (message.Kind.ToString(), message.ToJson()) : null, post.Names, now);
    }
}
