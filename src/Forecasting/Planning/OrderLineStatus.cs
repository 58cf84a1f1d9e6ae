using Forecasting.History;

namespace Forecasting.Planning;

/// <summary>How far a reorder line has come.</summary>
public enum OrderLineState
{
    /// <summary>Out, and no answer yet.</summary>
    Sent,

    /// <summary>Out, and the partner's system refused the file that carried it: it counts as not delivered.</summary>
    NotDelivered,

    /// <summary>Whoever received it has it.</summary>
    Received,

    /// <summary>It will be delivered.</summary>
    Accepted,

    /// <summary>It will not be delivered.</summary>
    Rejected,

    /// <summary>The firm's open orders show it.</summary>
    InFeed,

    /// <summary>A later line of ours took its place, or called it off.</summary>
    Replaced,

    /// <summary>Its delivery day has passed and the firm's open orders do not show it, or there is no such feed: taken to have come.</summary>
    Due,
}

/// <summary>One line that went out, with all that is known of it since.</summary>
/// <param name="Line">The line.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Answer">The last answer; null = none.</param>
/// <param name="AgeDays">Days since the morning of its plan.</param>
public sealed record OrderLineStatus(PublishedLine Line, OrderLineState State, Acknowledgement? Answer, int AgeDays)
{
    /// <summary>True while units of it are expected, or an answer is.</summary>
    public bool IsOpen => State is OrderLineState.Sent or OrderLineState.NotDelivered or OrderLineState.Received or OrderLineState.Accepted or OrderLineState.InFeed;

    /// <summary>When the last answer came, UTC; null = none.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The status with what is known of the files that carried the line: a refusal is told before anything was promised.</summary>
    /// <param name="files">The technical answers that hold about them.</param>
    public OrderLineStatus Carried(IEnumerable<TechnicalAnswer> files)
    {
        if (State is not (OrderLineState.Sent or OrderLineState.Received))
            return this;
        var states = files.Select(f => f.State).ToHashSet();
        return states.Contains(TechnicalState.Rejected) ? this with { State = OrderLineState.NotDelivered }
            : states.Any(s => s > TechnicalState.Rejected || s == TechnicalState.Received) ? this with { State = OrderLineState.Received }
            : this;
    }

    /// <summary>The status of every line.</summary>
    /// <param name="lines">Every line that went out.</param>
    /// <param name="answers">The last answer of each line that has one, by line id.</param>
    /// <param name="openOrders">What the newest open-order feed shows; null = the firm sends none.</param>
    /// <param name="today">The day of the question.</param>
    /// <returns>In the order of <paramref name="lines"/>.</returns>
    /// <remarks>The feed is believed before an answer, as in <see cref="StockPositions"/>: what the firm's own system shows as open is open.</remarks>
    public static IEnumerable<OrderLineStatus> Of(
        IReadOnlyCollection<PublishedLine> lines,
        IReadOnlyDictionary<string, Acknowledgement> answers,
        IReadOnlyCollection<OpenOrder>? openOrders,
        DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(answers);
        var standing = PublishedLine.Latest(lines).Where(l => l.Quantity > 0).Select(l => l.LineId).ToHashSet(StringComparer.Ordinal);
        var shown = (openOrders ?? []).Where(o => o.Quantity > 0).Select(o => (o.OrderId, o.Key)).ToHashSet();
        foreach (var line in lines)
        {
            var answer = answers.GetValueOrDefault(line.LineId);
            yield return new OrderLineStatus(line, StateOf(line, answer), answer, today.DayNumber - line.AsOf.DayNumber);
        }

        OrderLineState StateOf(PublishedLine line, Acknowledgement? answer)
        {
            if (!standing.Contains(line.LineId))
                return OrderLineState.Replaced;
            if (shown.Contains((line.OrderId, line.Key)))
                return OrderLineState.InFeed;
            if (answer?.State == AcknowledgementState.Rejected)
                return OrderLineState.Rejected;
            if (line.RequestedDelivery < today)
                return OrderLineState.Due;
            return answer?.State switch
            {
                AcknowledgementState.Accepted => OrderLineState.Accepted,
                AcknowledgementState.Received => OrderLineState.Received,
                _ => OrderLineState.Sent,
            };
        }
    }
}
