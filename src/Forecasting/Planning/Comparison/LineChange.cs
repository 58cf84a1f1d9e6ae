using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.Planning.Comparison;

/// <summary>Why the order of one SKU-location is not what it was in the plan before: the parts add up to the difference, exactly.</summary>
/// <remarks>
/// Order = expected demand + safety stock + lot allowance − inventory position + rules, in both plans, so each term has a difference. Expected demand is a rate × an interval:
/// what the interval alone changes at the old rate is <see cref="ChangeCause.LeadTime"/> or <see cref="ChangeCause.Calendar"/>, the rest is the forecast.
/// </remarks>
/// <param name="Key">Product and place.</param>
/// <param name="Line">The line now; null = it is not planned any more.</param>
/// <param name="Before">Units ordered before.</param>
/// <param name="Now">Units ordered now.</param>
/// <param name="Parts">Units by cause, in the order of <see cref="ChangeCause"/>, all of them.</param>
public sealed record LineChange(SkuLocation Key, PlanLine? Line, decimal Before, decimal Now, ImmutableArray<decimal> Parts)
{
    private static readonly int Causes = Enum.GetValues<ChangeCause>().Length;

    /// <summary>Now − before, units.</summary>
    public decimal Difference => Now - Before;

    /// <summary>Units that one cause adds; negative = takes away.</summary>
    public decimal this[ChangeCause cause] => Parts[(int)cause];

    /// <summary>The cause with most units, in either direction; of equals the first.</summary>
    public ChangeCause Main => (ChangeCause)Enumerable.Range(0, Causes).MaxBy(i => Math.Abs(Parts[i]));

    /// <summary>A line that was not there before.</summary>
    /// <param name="line">The line.</param>
    public static LineChange Came(PlanLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var now = line.Recommendation.Explanation.Quantity;
        return new(line.Key, line, 0, now, Only(ChangeCause.Came, now));
    }

    /// <summary>A line that is not there any more.</summary>
    /// <param name="before">The line of the plan before.</param>
    public static LineChange Left(PreviousLine before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return new(before.Key, null, before.Quantity, 0, Only(ChangeCause.Left, -before.Quantity));
    }

    /// <summary>A line that both plans have.</summary>
    /// <param name="before">The line of the plan before.</param>
    /// <param name="line">The line now.</param>
    /// <param name="isCorrected">True when its history was corrected since.</param>
    public static LineChange Of(PreviousLine before, PlanLine line, bool isCorrected)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(line);
        var now = PreviousLine.Of(line);
        var parts = new decimal[Causes];

        var interval = OfInterval(before, now);
        var terms = before.LeadTimeDays != now.LeadTimeDays || before.ReviewDays != now.ReviewDays ? ChangeCause.LeadTime : ChangeCause.Calendar;
        parts[(int)terms] += interval;
        var forecast = !line.Overrides.IsEmpty ? ChangeCause.PlannersOverride
            : isCorrected ? ChangeCause.CorrectedHistory
            : before.Model != now.Model ? ChangeCause.OtherModel
            : ChangeCause.NewSales;
        parts[(int)forecast] += now.ExpectedDemand - before.ExpectedDemand - interval;
        parts[(int)ChangeCause.LeadTime] += now.LeadTimeSafety - before.LeadTimeSafety;
        parts[(int)ChangeCause.ServiceTarget] += now.ServiceSafety - before.ServiceSafety;
        var demand = before.ServiceTarget == now.ServiceTarget ? ChangeCause.DemandUncertainty : ChangeCause.ServiceTarget;
        parts[(int)demand] += now.DemandSafety - before.DemandSafety;
        parts[(int)ChangeCause.Stock] -= now.Position - before.Position;
        parts[(int)ChangeCause.Due] += now.NotNeeded - before.NotNeeded;
        parts[(int)ChangeCause.OrderRules] = now.Quantity - before.Quantity - parts.Sum();
        return new(line.Key, line, before.Quantity, now.Quantity, ImmutableArray.Create(parts));
    }

    private static decimal OfInterval(PreviousLine before, PreviousLine now) => before.ProtectionDays > 0
        ? decimal.Round(before.ExpectedDemand * (decimal)((now.ProtectionDays - before.ProtectionDays) / before.ProtectionDays), 6)
        : 0;

    private static ImmutableArray<decimal> Only(ChangeCause cause, decimal units)
    {
        var parts = new decimal[Causes];
        parts[(int)cause] = units;
        return ImmutableArray.Create(parts);
    }
}
