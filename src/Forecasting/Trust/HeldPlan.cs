using Forecasting.Catalog;
using Forecasting.Planning;

namespace Forecasting.Trust;

/// <summary>A SKU-location of grade D is not planned: its last good plan stands, and what was ordered by it is neither
/// changed nor cancelled.</summary>
internal static class HeldPlan
{
    /// <summary>Why a SKU-location is not planned; null when its data are good enough.</summary>
    public static string? ReasonToHold(SkuLocation key, PlanInput input)
    {
        if (!input.Doubts.TryGetValue(key, out var doubts) || doubts.FirstOrDefault(d => d.Grade == TrustGrade.D) is not { } gravest)
            return null;
        return gravest.Text + (input.LastGoodPlans.TryGetValue(key, out var last)
            ? FormattableString.Invariant($" The plan of {last.AsOf:yyyy-MM-dd} stands.")
            : " There is no earlier plan to stand instead.");
    }

    /// <summary>An unplanned line with its name, with what is held against its data, and the plan that stands where the grade is D.</summary>
    public static UnplannedLine Mark(UnplannedLine line, PlanInput input)
    {
        line = line with { ItemName = input.Terms.ItemOf(line.Key.Sku).Name };
        if (!input.Doubts.TryGetValue(line.Key, out var doubts))
            return line;
        var trust = DataTrust.Of(doubts);
        return line with { Trust = trust, LastGood = trust.Grade == TrustGrade.D ? input.LastGoodPlans.GetValueOrDefault(line.Key) : null };
    }
}
