namespace Forecasting.Inventory.LeadTimes;

/// <summary>Whether a sender delivers in another time than it used to: then what it did before is no guide.</summary>
/// <remarks>
/// The log-rank test of the orders of the last quarter, half year and year against those before, which also hears orders still awaited: Mantel, Cancer Chemotherapy Reports 50 (1966) 163–170; Peto,
/// Peto, Journal of the Royal Statistical Society A 135 (1972) 185–207.
/// </remarks>
internal static class LeadTimeShift
{
    /// <summary>Deviations beyond chance, either way.</summary>
    /// <value>4: chance alone does it once in 16,000 tests. Three windows are tested, and orders of a week may share a ship.</value>
    public const double Deviations = 4;

    private static readonly int[] Windows = [91, 182, 364];

    /// <summary>First day of the orders to believe; null = all.</summary>
    /// <param name="observations">Orders of one sender, in any order.</param>
    /// <param name="asOf">Morning of the plan, day number.</param>
    public static int? Since(IReadOnlyCollection<ArrivalObservation> observations, int asOf)
    {
        ArrivalObservation[] sorted = [.. observations.OrderBy(o => o.Days).ThenBy(o => o.Start).ThenBy(o => o.HasCome).ThenBy(o => o.Weight)];
        int? since = null;
        var most = Deviations;
        foreach (var window in Windows)
        {
            var first = asOf - window;
            if (LogRank(sorted, first) is var apart && Math.Abs(apart) > most)
                (since, most) = (first, Math.Abs(apart));
        }

        return since;
    }

    /// <summary>Arrivals of the newer orders less those expected if all were alike, in deviations; 0 where one side has too few.</summary>
    /// <param name="sorted">By days.</param>
    /// <param name="first">First day number of the newer orders.</param>
    internal static double LogRank(ArrivalObservation[] sorted, int first)
    {
        double waiting = 0, newWaiting = 0, come = 0, newCome = 0;
        foreach (var o in sorted)
        {
            var isNew = o.Start >= first;
            waiting += o.Weight;
            newWaiting += isNew ? o.Weight : 0;
            come += o.HasCome ? o.Weight : 0;
            newCome += isNew && o.HasCome ? o.Weight : 0;
        }

        if (newCome < ArrivalLevels.MinimumOrders || come - newCome < ArrivalLevels.MinimumOrders)
            return 0;
        double surplus = 0, variance = 0;
        for (var i = 0; i < sorted.Length;)
        {
            var day = sorted[i].Days;
            double came = 0, newCame = 0, gone = 0, newGone = 0;
            for (; i < sorted.Length && sorted[i].Days.Equals(day); i++)
            {
                var o = sorted[i];
                var isNew = o.Start >= first;
                came += o.HasCome ? o.Weight : 0;
                newCame += isNew && o.HasCome ? o.Weight : 0;
                gone += o.Weight;
                newGone += isNew ? o.Weight : 0;
            }

            var share = newWaiting / waiting;
            surplus += newCame - came * share;
            if (waiting > 1)
                variance += came * share * (1 - share) * Math.Max(0, waiting - came) / (waiting - 1);
            waiting -= gone;
            newWaiting -= newGone;
        }

        return variance > 0 ? surplus / Math.Sqrt(variance) : 0;
    }
}
