using Forecasting.History;

namespace Forecasting.Inventory.StockHealth;

/// <summary>How long a product has not sold although it was there.</summary>
public static class DaysWithoutSale
{
    /// <summary>Days in stock since the last bucket with a sale.</summary>
    /// <param name="series">Demand as sold.</param>
    /// <returns>Days, ≥ 0: a bucket counts by its share in stock where that is known, and not at all where it was not observed. All of the
    /// record where nothing was ever sold.</returns>
    public static int Of(DemandSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        double days = 0;
        for (var i = series.Length - 1; i >= 0 && !(series.Quantities[i] > 0); i--)
        {
            if (double.IsNaN(series.Quantities[i]))
                continue;
            var length = series.Bucket.Add(series.Start, i + 1).DayNumber - series.Bucket.Add(series.Start, i).DayNumber;
            var share = series.Availability.IsDefaultOrEmpty || double.IsNaN(series.Availability[i]) ? 1 : series.Availability[i];
            days += length * share;
        }

        return (int)days;
    }
}
