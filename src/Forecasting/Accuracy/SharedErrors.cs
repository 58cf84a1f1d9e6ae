using Forecasting.Statistics;

namespace Forecasting.Accuracy;

/// <summary>Measures <see cref="ErrorCorrelation"/> from outcomes, product by product.</summary>
/// <remarks>
/// Were the correlation of any two the same ρ, the square of a summed error would be on average Σs² + ρ·((Σs)² − Σs²), s being the root mean
/// square error of each. So ρ = Σ(E² − Σe²) ÷ Σ((Σs)² − Σs²), the outer sums over run, distance and bucket. Errors are not centred: a bias
/// that products share spreads their sum as a common surprise does. Sums are exact: the order of the products does not matter.
/// </remarks>
internal sealed class SharedErrors
{
    private readonly Dictionary<(string Run, int Ahead, DateOnly Start), Sum> sums = [];

    /// <summary>Adds the observed outcomes of one product at one place, of one distance.</summary>
    /// <param name="outcomes">At least one.</param>
    public void Add(IReadOnlyCollection<ForecastOutcome> outcomes)
    {
        var square = outcomes.Sum(o => o.Final.Error * o.Final.Error) / outcomes.Count;
        var root = Math.Sqrt(square);
        foreach (var outcome in outcomes)
        {
            var key = (outcome.Promised.RunId, outcome.Promised.Ahead, outcome.Promised.BucketStart);
            if (!sums.TryGetValue(key, out var sum))
                sums.Add(key, sum = new Sum());
            sum.Add(outcome.Final.Error, root, square);
        }
    }

    /// <summary>The correlation.</summary>
    public ErrorCorrelation Result()
    {
        var (together, most) = (new ExactSum(), new ExactSum());
        var buckets = new HashSet<DateOnly>();
        foreach (var ((_, _, start), sum) in sums)
        {
            if (sum.Members < 2)
                continue;
            together.Add(sum.Together);
            most.Add(sum.Most);
            buckets.Add(start);
        }

        return most.Value > 0
            ? new ErrorCorrelation(Math.Clamp(together.Value / most.Value, 0, 1), buckets.Count)
            : ErrorCorrelation.Assumed;
    }

    private sealed class Sum
    {
        private readonly ExactSum error = new();
        private readonly ExactSum errorSquare = new();
        private readonly ExactSum root = new();
        private readonly ExactSum square = new();

        public int Members { get; private set; }

        public double Together => error.Value * error.Value - errorSquare.Value;

        public double Most => root.Value * root.Value - square.Value;

        public void Add(double e, double rootMeanSquare, double meanSquare)
        {
            error.Add(e);
            errorSquare.Add(e * e);
            root.Add(rootMeanSquare);
            square.Add(meanSquare);
            Members++;
        }
    }
}
