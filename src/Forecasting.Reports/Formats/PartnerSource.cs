using Forecasting.Planning;

namespace Forecasting.Reports.Formats;

/// <summary>What files for partners are made from. Each sequence can be read more than once and gives the same.</summary>
/// <param name="Orders">Order lines, ordered by order.</param>
/// <param name="Forecasts">Forecasts for suppliers; null where only orders are known.</param>
/// <param name="Rules">Stock rules; null where only orders are known.</param>
public sealed record PartnerSource(IEnumerable<OrderLine> Orders, IEnumerable<ForecastRow>? Forecasts, IEnumerable<StockRule>? Rules)
{
    /// <summary>All of a plan.</summary>
    public static PartnerSource Of(PlanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(report.Orders, ForecastRow.Of(report.Lines).ToArray(), StockRule.Of(report.Lines).ToArray());
    }
}
