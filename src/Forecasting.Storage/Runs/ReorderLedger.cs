using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Storage.Answers;

namespace Forecasting.Storage.Runs;

/// <summary>What became of the lines that went out: what is answered, and what the firm's open orders show.</summary>
/// <param name="database">Where the ledger is kept.</param>
public sealed class ReorderLedger(ForecastingDatabase database)
{
    /// <summary>The last answer about each line that has one, by line id.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IReadOnlyDictionary<string, Acknowledgement> Answers() => database.Query<AnswerRow>("Acknowledgements/Read")
        .GroupBy(r => r.LineId, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.MaxBy(r => r.Number)!.ToAnswer(), StringComparer.Ordinal);

    /// <summary>Takes an answer about a line.</summary>
    /// <param name="answer">The answer; without a quantity, an accepted line is accepted whole.</param>
    /// <param name="at">Now.</param>
    /// <param name="document">Hash of the file that it stood in: the same file says the same thing once. Empty = no file.</param>
    /// <returns>What came of it, and why it was refused.</returns>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public AnswerOutcome Acknowledge(Acknowledgement answer, DateTimeOffset at, string document = "")
    {
        ArgumentNullException.ThrowIfNull(answer);
        var outcome = AnswerOutcome.NothingNew;
        database.InTransaction(() =>
        {
            outcome = AnswerOutcome.NothingNew;
            if (Find(answer.LineId)?.Quantity is not { } ordered)
            {
                outcome = new AnswerOutcome(AnswerResult.Refused, "no such line went out");
                return;
            }

            var before = database.Query<AnswerRow>("Acknowledgements/OfLine", new { line_id = answer.LineId });
            if (Settled(answer, ordered).After(before is [.., var last] ? last.ToAnswer() : null) is not { } news || before.Any(b => b.Repeats(news, document)))
                return;
            if (news.Quantity > ordered)
            {
                outcome = new AnswerOutcome(
                    AnswerResult.Refused, FormattableString.Invariant($"{news.Quantity:0.###} units are more than the {ordered:0.###} that were ordered"));
                return;
            }

            database.Execute("Acknowledgements/Insert", new
            {
                line_id = news.LineId,
                answer_no = before.Count + 1,
                state = news.State.ToString(),
                quantity = news.Quantity,
                reference = news.Reference,
                reason = news.Reason,
                answered_at = StoredTime.Of(at),
                document,
                their_reference = news.TheirReference,
                confirmed_date = news.ConfirmedDate,
                code = news.Code,
            });
            outcome = AnswerOutcome.Applied;
        });
        return outcome;
    }

    /// <summary>A line that went out; null when there is none of that id.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public OrderedLine? Find(string lineId) => database.Query<OrderedLine>("Acknowledgements/FindLine", new { line_id = lineId }).SingleOrDefault();

    /// <summary>The lines of an order as they stand: the newest of each line number.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="lineNumber">Only this line; null = all.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IReadOnlyList<OrderedLine> LinesOf(string orderId, int? lineNumber) =>
    [
        .. database.Query<OrderedLine>("Acknowledgements/FindOrder", new { order_id = orderId })
            .Where(l => lineNumber is null || l.LineNumber == lineNumber)
            .GroupBy(l => l.LineNumber).Select(g => g.Last()),
    ];

    /// <summary>Keeps what the open-order feed shows, in place of what it showed before.</summary>
    /// <param name="asOf">Morning of the plan that read it.</param>
    /// <param name="orders">The feed.</param>
    /// <exception cref="DatabaseException">The database cannot be written.</exception>
    public void RecordOpenOrders(DateOnly asOf, IEnumerable<OpenOrder> orders) => database.InTransaction(() =>
    {
        database.Execute("Acknowledgements/DeleteOpenOrders");
        database.Append("run", "open_order", orders.Select((order, i) => (order, i)), (row, x) => row
            .AppendInteger(x.i)
            .AppendDate(asOf)
            .AppendValue(x.order.OrderId)
            .AppendValue(x.order.Key.Location.Code)
            .AppendValue(x.order.Key.Sku.Code)
            .AppendDecimal(x.order.Quantity, 9)
            .AppendDate(x.order.DueDate));
    });

    /// <summary>The status of every line that went out, or of those of one cycle, in the order in which they did.</summary>
    /// <param name="today">The day of the question.</param>
    /// <param name="cycle">First day of the plan cycle; null = all.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public IReadOnlyList<OrderLineStatus> Status(DateOnly today, DateOnly? cycle = null)
    {
        var feed = database.Query<OpenOrderRow>("Acknowledgements/ReadOpenOrders").Select(r => new OpenOrder(
            r.OrderId, new SkuLocation(new Sku(r.Sku), new Location(r.Location)), r.Quantity, r.DueDate, "", null)).ToArray();
        var times = database.Query<AnswerRow>("Acknowledgements/Read").GroupBy(r => r.LineId, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.MaxBy(r => r.Number)!.AnsweredAt, StringComparer.Ordinal);
        var carried = new AnswerLedger(database).AnswersByLine();
        return
        [
            .. OrderLineStatus.Of(new RunLedger(database).PublishedLines(), Answers(), feed.Length > 0 ? feed : null, today)
                .Where(s => cycle is null || s.Line.Cycle == cycle)
                .Select(s => s.Carried(carried[s.Line.LineId]) with { AnsweredAt = times.TryGetValue(s.Line.LineId, out var time) ? StoredTime.Utc(time) : null }),
        ];
    }

    private static Acknowledgement Settled(Acknowledgement answer, decimal ordered) => answer with
    {
        Quantity = answer.State switch
        {
            AcknowledgementState.Accepted => answer.Quantity ?? ordered,
            AcknowledgementState.Rejected => 0,
            _ => null,
        },
    };

    private sealed record AnswerRow
    {
        public string LineId { get; init; } = "";

        public int Number { get; init; }

        public string State { get; init; } = "";

        public decimal? Quantity { get; init; }

        public string Reference { get; init; } = "";

        public string Reason { get; init; } = "";

        public DateTime AnsweredAt { get; init; }

        public string Document { get; init; } = "";

        public string TheirReference { get; init; } = "";

        public DateOnly? ConfirmedDate { get; init; }

        public string Code { get; init; } = "";

        public Acknowledgement ToAnswer() => new(LineId, Enum.Parse<AcknowledgementState>(State), Quantity, Reference, Reason)
        {
            TheirReference = TheirReference,
            ConfirmedDate = ConfirmedDate,
            Code = Code,
        };

        // A file that is taken again must not turn back what another has said since.
        public bool Repeats(Acknowledgement news, string document) =>
            document.Length > 0 && document == Document && news with { Reference = Reference } == ToAnswer();
    }

    private sealed record OpenOrderRow
    {
        public string OrderId { get; init; } = "";

        public string Location { get; init; } = "";

        public string Sku { get; init; } = "";

        public decimal Quantity { get; init; }

        public DateOnly DueDate { get; init; }
    }
}

/// <summary>A line that went out, as far as an answer needs it.</summary>
public sealed record OrderedLine
{
    /// <summary>Its id.</summary>
    public string LineId { get; init; } = "";

    /// <summary>Its order.</summary>
    public string OrderId { get; init; } = "";

    /// <summary>Its position in the order.</summary>
    public int LineNumber { get; init; }

    /// <summary>Units.</summary>
    public decimal Quantity { get; init; }
}

/// <summary>What came of an answer.</summary>
public enum AnswerResult
{
    /// <summary>It is on record.</summary>
    Applied,

    /// <summary>It said what was known already.</summary>
    NothingNew,

    /// <summary>It cannot be taken.</summary>
    Refused,
}

/// <summary>What came of an answer, and why.</summary>
/// <param name="Result">What came of it.</param>
/// <param name="Reason">Why it was refused; otherwise empty.</param>
public sealed record AnswerOutcome(AnswerResult Result, string Reason)
{
    /// <summary>On record.</summary>
    public static readonly AnswerOutcome Applied = new(AnswerResult.Applied, "");

    /// <summary>Known already.</summary>
    public static readonly AnswerOutcome NothingNew = new(AnswerResult.NothingNew, "");
}
