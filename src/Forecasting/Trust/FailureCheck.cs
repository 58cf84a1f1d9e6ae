using System.Globalization;
using Forecasting.Planning;

namespace Forecasting.Trust;

/// <summary>Did planning work? One broken SKU never stops the others, but a plan that misses many is not published.</summary>
public static class FailureCheck
{
    /// <summary>Share of SKU-locations that may fail before publication is held.</summary>
    public const double MaximumShare = 0.05;

    /// <summary>What the plan's failures mean; none when nothing failed.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<GateFinding> Find(Plan plan)
    {
        var failures = plan.Unplanned.Count(u => u.IsFailure);
        if (failures == 0)
            yield break;
        var all = plan.Lines.Length + plan.Unplanned.Length;
        var isHeld = failures > MaximumShare * all;
        var level = isHeld ? GateLevel.Block : GateLevel.Warning;
        yield return new GateFinding(GateChecks.Plan, GateChecks.Failures, level, string.Create(CultureInfo.InvariantCulture,
            $"{failures} of {all} SKU-locations failed and have no plan (Data quality), the first "
            + $"{plan.Unplanned.First(u => u.IsFailure).Key}: {plan.Unplanned.First(u => u.IsFailure).Reason}"));
    }
}
