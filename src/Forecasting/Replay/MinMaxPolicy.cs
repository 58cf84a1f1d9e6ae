using Forecasting.Catalog;

namespace Forecasting.Replay;

/// <summary>What an ERP does with its minimum and maximum: at or below <c>min_stock</c> it orders up to <c>max_stock</c>.</summary>
/// <remarks>Orders nothing where one of the two is not given: compare it on <see cref="Has"/> only.</remarks>
public sealed class MinMaxPolicy : IReplayPolicy
{
    /// <summary>Its name in tables.</summary>
    public const string PolicyName = "min/max of the ERP";

    /// <inheritdoc/>
    public string Name => PolicyName;

    /// <summary>True where both numbers are given.</summary>
    /// <param name="columns">Planning columns of a SKU-location.</param>
    public static bool Has(PlanningColumns columns) => columns is { MinStock: not null, MaxStock: not null };

    /// <inheritdoc/>
    public decimal[] Order(ReplayMorning morning, int threads, CancellationToken cancellation) =>
    [
        .. morning.Input.Series.Select((series, i) =>
        {
            var columns = morning.Input.Terms.ColumnsOf(series.Key);
            var position = morning.Input.Positions.Of(series.Key).InventoryPosition;
            return Has(columns) && position <= columns.MinStock ? LotRules.Round(columns.MaxStock!.Value - position, morning.Terms[i]) : 0;
        }),
    ];
}
