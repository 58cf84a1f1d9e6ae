using System.Collections.Immutable;
using Forecasting.Planning;
using Forecasting.Reports.Files;

namespace Forecasting.Reports.Decisions;

/// <summary>The run in a few numbers. Amounts by ISO 4217 code; a NaN is a figure that nothing is known about.</summary>
public sealed record KeyFigures
{
    /// <summary>Orders of this run.</summary>
    public required ControlTotals Orders { get; init; }

    /// <summary>Purchases among them, where places that others are supplied from buy for those: what then moves to them is bought once. Null where no such place
    /// is planned.</summary>
    public ControlTotals? Purchases { get; init; }

    /// <summary>SKU-locations planned.</summary>
    public required int Planned { get; init; }

    /// <summary>SKU-locations not planned: those that do not apply, and those that failed.</summary>
    public required int NotPlanned { get; init; }

    /// <summary>On hand × unit cost.</summary>
    public required ImmutableSortedDictionary<string, decimal> StockValue { get; init; }

    /// <summary>Excess units × unit cost.</summary>
    public required ImmutableSortedDictionary<string, decimal> ExcessValue { get; init; }

    /// <summary>Days that the stock on hand lasts at the expected demand of the horizon: the median over SKU-locations with demand, so that
    /// units of different kinds are never added.</summary>
    public required double MedianDaysOfCover { get; init; }

    /// <summary>Share of SKU-locations with a stock record and expected demand that have nothing on the shelf now, 0..1.</summary>
    public required double StockoutShare { get; init; }

    /// <summary>Expected fill rate of customers with the recommended orders, weighted by their expected demand over the protection interval, 0..1.</summary>
    public required double ExpectedFillRate { get; init; }

    /// <summary>Backtested accuracy of everything planned.</summary>
    public required AccuracyTotal Accuracy { get; init; }

    /// <summary>Share of SKU-locations where another model stood in for the first choice, 0..1.</summary>
    public required double FallbackShare { get; init; }

    /// <summary>The figures of a report.</summary>
    public static KeyFigures Of(PlanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var lines = report.Lines;
        var withDemand = lines.Where(l => DailyDemand(l) > 0).ToList();
        var counted = withDemand.Where(l => l.Position.IsKnown).ToList();
        return new KeyFigures
        {
            Orders = ControlTotals.Of(report.Orders),
            Purchases = BoughtFor(report),
            Planned = lines.Length,
            NotPlanned = report.Unplanned.Length,
            StockValue = ValueByCurrency(lines, l => l.Position.OnHand),
            ExcessValue = ValueByCurrency(lines, l => l.Recommendation.ExcessUnits),
            MedianDaysOfCover = AccuracyTotal.Median(counted.Select(l => (double)l.Position.OnHand / DailyDemand(l))),
            StockoutShare = Ratio(counted.Count(l => l.Position.OnHand <= 0), counted.Count),
            ExpectedFillRate = Ratio(
                lines.Sum(l => l.Recommendation.ExpectedService * OfCustomers(l)),
                lines.Sum(OfCustomers)),
            Accuracy = AccuracyTotal.Of("all", lines),
            FallbackShare = Ratio(lines.Count(l => l.IsFallback), lines.Length),
        };
    }

    /// <summary>The purchases of a report; null where transfers are no part of what is bought.</summary>
    public static ControlTotals? BoughtFor(PlanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Lines.Any(l => l.Source is not null) ? ControlTotals.Of(report.Orders.Where(o => o.Type == OrderType.Purchase)) : null;
    }

    // What other places take is the demand of their customers once more.
    private static double OfCustomers(PlanLine line)
    {
        var all = (double)line.Recommendation.Explanation.ExpectedDemand;
        return line.Source is not { } source ? all
            : source.CustomerUnits > 0 ? all * source.CustomerUnits / (source.CustomerUnits + source.OrderUnits) : 0;
    }

    private static double DailyDemand(PlanLine line) =>
        line.Forecast.Horizon == 0 ? 0 : line.Forecast.Mean.Average() / line.History.Raw.Bucket.MeanDays;

    private static ImmutableSortedDictionary<string, decimal> ValueByCurrency(IEnumerable<PlanLine> lines, Func<PlanLine, decimal> units) =>
        lines.Where(l => l.Terms.UnitCost is not null)
            .GroupBy(l => l.Terms.Currency.Length == 0 ? ControlTotals.NoCurrency : l.Terms.Currency, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(g => g.Key, g => g.Sum(l => units(l) * l.Terms.UnitCost!.Value), StringComparer.Ordinal);

    private static double Ratio(double part, double whole) => whole == 0 ? double.NaN : part / whole;
}
