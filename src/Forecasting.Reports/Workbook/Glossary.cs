namespace Forecasting.Reports.Workbook;

/// <summary>The words of the workbook, one meaning each.</summary>
internal static class Glossary
{
    /// <summary>Word, meaning, unit or symbol.</summary>
    public static readonly (string Word, string Meaning, string Unit)[] Words =
    [
        ("Bucket", "One step of a series: a day, a week or a month, named by its first day.", ""),
        ("Lead time", "From order to stock on the shelf: mean and deviation.", "days, L"),
        ("On time, days late", "Promised against actual, of whole orders: an order is there with nine tenths of its units. Open orders of a supplier that is usually late are expected that much "
            + "later than promised.", "share; days"),
        ("Review period", "Between two chances to order.", "days, R"),
        ("Protection interval", "Lead time + review period: what stock must cover until the order after this one arrives.", "days, P = L + R"),
        ("Expected demand", "Mean demand over the protection interval.", "units, μ"),
        ("Safety stock", "Reorder point − expected demand. In the simplest case z·√(P·σ_d² + d̄²·σ_L²); here from the distribution of demand over the "
            + "protection interval. Negative when the service target lies below the mean.", "units"),
        ("Reorder point", "Position at or below which we order: expected demand + safety stock.", "units, s"),
        ("Lot allowance", "Order-up-to level − reorder point: what makes an order worth its cost.", "units"),
        ("Order-up-to level", "Position that an order restores.", "units, S"),
        ("Inventory position", "On hand − allocated − backordered + on order.", "units, IP"),
        ("Order", "Order-up-to level − position when the position is at or below the reorder point, else 0; raised to the minimum order, rounded up to whole "
            + "packs, capped by the largest order and the largest stock. A cap below the minimum orders nothing and says so.", "units"),
        ("Nothing needed", "Correction to zero when the position is above the reorder point, or the item is not to be ordered.", "units"),
        ("Cycle service level", "Probability of no stockout in a replenishment cycle.", "0..1, α"),
        ("Fill rate", "Units served from stock ÷ units demanded.", "0..1, β"),
        ("Total fill rate", "Fill rate of many items together, by value or by units. One target for all of it: each item gets the fill rate that serves most for its money.", "0..1"),
        ("Cost-optimal", "The level at which one more unit costs as much to hold as it saves in shortages: critical ratio c_u ÷ (c_u + c_o).", ""),
        ("EOQ", "Order quantity at which ordering and holding cost are least together: √(2·K·D ÷ h).", "units, Q"),
        ("Money at risk", "Orders and expediting: expected units short × cost of one unit short. Postponing: the cost of holding the "
            + "units over the horizon, which has no use for them. Blank "
            + "when no value is known.", "currency of the item"),
        ("Excess", "Units of the position that neither the order-up-to level nor the demand of the horizon can explain.", "units"),
        ("Days of cover", "On hand ÷ expected demand per day; the median over SKU-locations.", "days"),
        ("P10, P90", "Quantiles of the forecast: one chance in ten of less, or of more.", "units per bucket"),
        ("Sold, as learnt from", "Sales after the corrections on the sheet Corrections. Blank = not observed (out of stock, closed, before launch); 0 = nobody bought.",
            "units per bucket"),
        ("± estimate", "Standard deviation of a bucket that was estimated because it was observed in part, as when stock ran out.", "units per bucket"),
        ("Trend", "Level and slow change of demand: slower than every season. From singular spectrum analysis of what was sold.",
            "units per bucket"),
        ("Season", "What comes back every week or every year, more or less than the trend. Free to change slowly.", "units per bucket"),
        ("Cycles", "What swings more than noise does, and is neither slow nor a season.", "units per bucket"),
        ("Noise", "What trend, seasons and cycles leave; its deviation is the root of its mean square.", "units per bucket"),
        ("Strength of trend, of season", "max(0, 1 − Var(rest) ÷ Var(part + rest)), the rest being noise and cycles: 0 = lost in them, "
            + "1 = nothing else.", "0..1"),
        ("w-correlation", "How far two parts overlap: 0 = separated, 0.3 and more = read them together.", "0..1, ρ"),
        ("Forecast error", "Forecast − actual: positive = too much.", "units"),
        ("Bias", "Mean forecast error; as a share: ÷ mean sales.", "units per bucket"),
        ("WAPE", "Σ|actual − forecast| ÷ Σ|actual|.", "ratio"),
        ("MASE", "Mean absolute error ÷ that of the seasonal naive forecast in the training data; below 1 beats it.", "ratio"),
        ("RMSSE", "Root of (mean squared error ÷ mean squared error of the naive one-step forecast).", "ratio"),
        ("Inside the 80 % interval", "Share of actuals between P10 and P90.", "0..1"),
        ("Inside the 95 % interval", "Share of actuals between the 2.5 % and the 97.5 % quantile.", "0..1"),
        ("Scaled pinball loss", "Loss of the quantiles 2.5, 10, 50, 90 and 97.5 % together, ÷ mean change of demand from bucket to bucket: small when they are near "
            + "and hold what they promise.", "ratio"),
        ("Value added", "1 − error ÷ error of the step before: naive (as last season), model, planner. Negative = the step made it worse.", "ratio"),
        ("Override, nearer by", "Over the buckets that have come: Σ(|statistical − actual| − |overridden − actual|). Negative = the statistical forecast was nearer.", "units"),
        ("Tracking signal", "Smoothed error ÷ smoothed absolute error of the forecasts one bucket ahead (Trigg): near +1 always too much, near −1 always too little; "
            + "beyond ±0.5 is seldom chance.", "−1..1"),
        ("Backtest", "Forecasts from past origins, scored against what happened after.", ""),
        ("Demand pattern", "Syntetos, Boylan and Croston: mean interval between sales (cut at 1.32) and squared variation of sizes (cut at 0.49) give smooth, erratic, "
            + "intermittent or lumpy.", ""),
        ("ABC class", "A, B, C by share of value.", ""),
        ("Trust", "How far the data of a SKU-location can be trusted: A nothing known against it, B something corrected or assumed, C look before "
            + "ordering, D contradicts itself: not planned, the last good plan stands.", "A..D"),
        ("Veto", "A planner's word against a correction of history; it holds until withdrawn.", ""),
        ("Set aside", "A row that could not be used; kept in quarantine.csv with file, line, column, value and rule.", ""),
    ];
}
