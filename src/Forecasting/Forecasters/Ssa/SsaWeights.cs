namespace Forecasting.Forecasters.Ssa;

/// <summary>How much each SSA member counts at an origin: by its forecast errors that were known by then, smaller ranks preferred.</summary>
/// <remarks>
/// <para>weight ∝ loss^−p ÷ (1 + rank), loss being Σ over earlier origins of √(Σ e² ÷ horizon) over the buckets observed by now. Weighing members
/// instead of picking one keeps the forecast from jumping when two ranks are as good, and is more accurate: Bates and Granger, Operational Research
/// Quarterly 20 (1969), 451–468.</para>
/// <para>p = 0.3·n, within 4..60, n being the number of independent errors behind the loss: under normal errors the likelihood of a member falls with
/// σ^−n. Errors of one horizon lean the same way when a level has moved and hardly at all when demand is lumpy, so n = buckets scored ÷ ρ, ρ = Σ (Σ
/// e)² ÷ Σ Σ e² of the best member. Since no later bucket is used, the backtest of the weighted forecast is honest.</para>
/// </remarks>
internal static class SsaWeights
{
    private const double PowerPerError = 0.3;
    private const double SmallestPower = 4;
    private const double LargestPower = 60;

    /// <summary>Errors of every member from every past origin, summed over the first 1, 2, … buckets: as they are, and squared.</summary>
    /// <param name="task">History, origins, horizon.</param>
    /// <param name="members">Number of members.</param>
    /// <param name="forecasts">Origins × members × horizon.</param>
    /// <param name="sums">Receives the sums of errors, same shape.</param>
    /// <param name="squares">Receives the sums of squares, same shape.</param>
    public static void Accumulate(
        ForecastTask task, int members, ReadOnlySpan<double> forecasts, Span<double> sums, Span<double> squares)
    {
        var history = task.History.AsSpan();
        for (var i = 0; i < task.Origins.Length * members; i++)
        {
            var seen = task.Origins[i / members];
            double sum = 0, square = 0;
            for (var h = 0; h < task.Horizon; h++)
            {
                if (seen + h < history.Length && !double.IsNaN(history[seen + h]))
                {
                    var error = forecasts[i * task.Horizon + h] - history[seen + h];
                    sum += error;
                    square += error * error;
                }

                sums[i * task.Horizon + h] = sum;
                squares[i * task.Horizon + h] = square;
            }
        }
    }

    /// <summary>Weights at one origin, adding up to 1.</summary>
    /// <param name="task">History, origins, horizon.</param>
    /// <param name="origin">Number of the origin, 0-based.</param>
    /// <param name="members">The members.</param>
    /// <param name="sums">From <see cref="Accumulate"/>.</param>
    /// <param name="squares">From <see cref="Accumulate"/>.</param>
    /// <param name="weights">Receives one weight a member; by rank alone while no error is known.</param>
    public static void Fill(
        ForecastTask task, int origin, ReadOnlySpan<SsaMember> members, ReadOnlySpan<double> sums, ReadOnlySpan<double> squares, Span<double> weights)
    {
        var losses = weights;
        losses.Clear();
        var now = task.Origins[origin];
        for (var past = 0; past < origin; past++)
        {
            var last = Math.Min(task.Horizon, now - task.Origins[past]) - 1;
            for (var i = 0; i < members.Length; i++)
                losses[i] += Math.Sqrt(squares[(past * members.Length + i) * task.Horizon + last]);
        }

        var best = 0;
        for (var i = 1; i < losses.Length; i++)
            best = losses[i] < losses[best] ? i : best;
        var least = Math.Max(losses[best], double.Epsilon);
        var power = Power(task, origin, best, members.Length, sums, squares);
        var total = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Math.Pow(least / Math.Max(losses[i], least), power) / (1 + Math.Max(0, members[i].Rank));
            total += weights[i];
        }

        foreach (ref var weight in weights)
            weight /= total;
    }

    private static double Power(
        ForecastTask task, int origin, int best, int members, ReadOnlySpan<double> sums, ReadOnlySpan<double> squares)
    {
        double together = 0, apart = 0;
        for (var past = 0; past < origin; past++)
        {
            var last = Math.Min(task.Horizon, task.Origins[origin] - task.Origins[past]) - 1;
            var at = (past * members + best) * task.Horizon + last;
            together += sums[at] * sums[at];
            apart += squares[at];
        }

        var leaning = apart > 0 ? Math.Max(1, together / apart) : 1;
        return Math.Clamp(PowerPerError * (task.Origins[origin] - task.Origins[0]) / leaning, SmallestPower, LargestPower);
    }
}
