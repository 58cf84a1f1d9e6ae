using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Forecasting.Planning;

namespace Forecasting.Jobs.Runs;

/// <summary>A plan that does not go out, as text: what it orders, and what would become of it.</summary>
internal static class PreviewText
{
    /// <summary>The text, with the exit code and the warnings of a run.</summary>
    /// <param name="report">The plan.</param>
    /// <param name="folder">Where its files are.</param>
    /// <param name="holds">Why a run would wait for a second person; full sentences.</param>
    public static RunResult Of(PlanReport report, string folder, ImmutableArray<string> holds)
    {
        var run = RunSummary.Of(report, folder);
        var text = new StringBuilder("Nothing was published. ");
        text.Append(report.Orders.IsEmpty ? "A run would send no order line: all that is needed is out already" : "A run would send ");
        text.AppendJoin(", ", Counts(report.Orders)).Append(".\n").Append(run.Summary);
        return run with
        {
            Summary = text.ToString(),
            Warnings = [.. run.Warnings, .. holds.Select(hold => "a run would wait for a second person: " + hold)],
        };
    }

    private static IEnumerable<string> Counts(ImmutableArray<OrderLine> lines) => lines
        .GroupBy(l => (l.Type, l.Action))
        .OrderBy(g => g.Key)
        .Select(g => string.Create(
            CultureInfo.InvariantCulture,
            $"{g.Count()} {Word(g.Key.Action)} {(g.Key.Type == OrderType.Purchase ? "purchase" : "transfer")} {(g.Count() == 1 ? "line" : "lines")}"));

    private static string Word(OrderAction action) => action switch
    {
        OrderAction.Create => "new",
        OrderAction.Change => "changed",
        _ => "cancelled",
    };
}
