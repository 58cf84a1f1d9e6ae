using System.Collections.Immutable;

namespace Forecasting.Storage.Files;

/// <summary>The sheet <i>Corrections</i> of our own workbook as a planner sends it back: every correction, of which only
/// those with a mark count.</summary>
internal sealed class VetoForm : TableForm
{
    private readonly int mark;

    private VetoForm(ImmutableArray<string> headers, int mark)
    {
        this.mark = mark;
        Headers = headers.SetItem(mark, "withdrawn");
    }

    /// <inheritdoc/>
    public override ImmutableArray<string> Headers { get; }

    /// <summary>The form, when there is a column Veto; otherwise null.</summary>
    public static VetoForm? Recognise(Feed feed, ImmutableArray<string> headers)
    {
        if (feed != Feed.Vetoes)
            return null;
        var mark = headers.Select(FeedColumns.Normalize).ToList().IndexOf("veto");
        return mark < 0 ? null : new VetoForm(headers, mark);
    }

    /// <inheritdoc/>
    public override IEnumerable<RawRow> Turn(IEnumerable<RawRow> rows) =>
        rows.Where(row => row.Fault is not null || !string.IsNullOrWhiteSpace(row.Field(mark))).Select(row => new MarkedRow(row, mark));

    /// <summary>A row whose mark says whether an earlier veto is withdrawn.</summary>
    private sealed class MarkedRow(RawRow row, int mark) : TurnedRow(row)
    {
        public override string Field(int index) => index == mark
            ? base.Field(index).Contains("withdraw", StringComparison.OrdinalIgnoreCase) ? "yes" : "no"
            : base.Field(index);
    }
}
