using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Statistics;

namespace Forecasting.Tests.Inventory.SimulatedYears;

/// <summary>Many weeks of one product, ordered for by the plan's own code from paths of its true demand.</summary>
internal static class StockYears
{
    private const double DaysPerWeek = 7;
    private const int ReviewSpare = 3;
    private static readonly DateOnly Start = new(2024, 1, 1);

    /// <summary>Plays a product.</summary>
    /// <param name="demand">Its demand.</param>
    /// <param name="terms">Terms, review every week.</param>
    /// <param name="settings">What becomes of unmet demand, and paths.</param>
    /// <param name="weeks">Weeks that are scored.</param>
    /// <param name="seed">Of everything random.</param>
    public static YearsScore Play(KnownDemand demand, SupplyTerms terms, InventorySettings settings, int weeks, ulong seed)
    {
        var leadWeeks = terms.LeadTime.MeanDays / DaysPerWeek;
        var spread = terms.LeadTime.StandardDeviationDays / DaysPerWeek;
        var buckets = (int)Math.Ceiling(leadWeeks + ReviewSpare * spread) + 1;
        var random = new SplitMix64(seed);
        var cells = new (double First, double Second)[settings.Paths * buckets];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = (random.NextUniform(), random.NextUniform());
        var draws = Normals(settings.Paths, ref random);
        var paths = new double[cells.Length];
        var daily = new double[7 * (buckets + 4)];

        var warmUp = 30 + 2 * buckets;
        var shelf = Math.Ceiling((leadWeeks + 1) * demand.ExpectedUnits(0));
        var coming = new List<(double Time, double Expected, decimal Units)>();
        var score = new YearsScore();
        for (var week = 0; week < warmUp + weeks; week++)
        {
            if (week == 0 || !demand.IsStationary)
            {
                for (var i = 0; i < cells.Length; i++)
                    paths[i] = demand.Units(week + i % buckets, cells[i].First, cells[i].Second);
                for (var d = 0; d < daily.Length; d++)
                    daily[d] = demand.ExpectedUnits(week + d / 7) / DaysPerWeek;
            }

            var today = Start.AddDays(7 * week);
            Receive(coming, week, ref shelf);
            var position = new StockPosition(
                (decimal)Math.Max(0, shelf),
                0,
                (decimal)Math.Max(0, -shelf),
                [.. coming.Select(c => new Arrival(Start.AddDays((int)Math.Max(7 * week, Math.Round(7 * c.Expected))), c.Units, "o")).OrderBy(a => a.Day)],
                true);
            var window = OrderWindow.From(today, terms);
            var coverage = LeadTimeDemand.Simulate(paths, buckets, DaysPerWeek, today, window, terms.LeadTime, position, settings.UnmetDemand, draws);
            var advice = Replenishment.Recommend(coverage, window, terms, position, daily, settings, today.AddDays(7));
            if (advice.Explanation.Quantity > 0)
            {
                var late = spread > 0 ? Math.Max(-leadWeeks, spread * NormalDistribution.Quantile(random.NextUniform())) : 0;
                coming.Add((week + leadWeeks + late, week + leadWeeks, advice.Explanation.Quantity));
                Receive(coming, week, ref shelf);
            }

            var units = demand.Units(week, random.NextUniform(), random.NextUniform());
            Live(coming, week, units, settings.UnmetDemand, ref shelf, out var short_);
            if (week >= warmUp)
                score = score.Add(units, short_, shelf, advice.Explanation.Quantity > 0);
        }

        return score;
    }

    private static void Receive(List<(double Time, double Expected, decimal Units)> coming, double now, ref double shelf)
    {
        foreach (var arrived in coming.Where(c => c.Time <= now))
            shelf += (double)arrived.Units;
        coming.RemoveAll(c => c.Time <= now);
    }

    // The week's demand comes evenly; deliveries come at their hour.
    private static void Live(
        List<(double Time, double Expected, decimal Units)> coming, int week, double units, UnmetDemand unmet, ref double shelf, out double unserved)
    {
        unserved = 0;
        double now = week;
        foreach (var time in coming.Select(c => c.Time).Where(t => t < week + 1).Append(week + 1.0).Order().ToArray())
        {
            var wanted = units * (time - now);
            unserved += Math.Min(wanted, Math.Max(0, wanted - Math.Max(0, shelf)));
            shelf -= wanted;
            if (unmet == UnmetDemand.Lost)
                shelf = Math.Max(0, shelf);
            if (time < week + 1)
                Receive(coming, time, ref shelf);
            now = time;
        }

        shelf = Math.Round(shelf, 9);
    }

    private static double[] Normals(int count, ref SplitMix64 random)
    {
        var draws = new double[count];
        for (var i = 0; i < count; i++)
            draws[i] = NormalDistribution.Quantile((i + 0.5) / count);
        for (var i = count - 1; i > 0; i--)
        {
            var j = random.NextBelow(i + 1);
            (draws[i], draws[j]) = (draws[j], draws[i]);
        }

        return draws;
    }
}
