namespace Forecasting.Forecasters.Ssa;

/// <summary>How much each SSA member counts at an origin: by its forecast errors that were known by then, smaller ranks
/// preferred.</summary>
/// <remarks>
/// <para>weight ∝ (loss · (1 + 0.02·rank))^−10, loss being Σ over earlier origins of √(Σ e² / horizon) over the buckets observed by
/// now.</para>
/// <para>Weighing members instead of picking one keeps the forecast from jumping when two ranks are as good, and is more accurate; see the
/// forecast combination literature (Bates and Granger, Operational Research Quarterly 20 (1969), 451–468). The power says how fast a member
/// fades: one with twice the loss of the best counts a thousandth. Since no later bucket is used, the backtest of the weighted forecast
/// is honest.</para>
/// </remarks>
internal static class SsaWeights
{
    private const double Sharpness = 10;
    private const double CostOfAComponent = 0.02;

    /// <summary>Squared errors of every member from every past origin, summed over the first 1, 2, … buckets.</summary>
    /// <param name="task">History, origins, horizon.</param>
    /// <param name="members">Number of members.</param>
    /// <param name="forecasts">Origins × members × horizon.</param>
    /// <param name="squares">Receives the sums, same shape.</param>
    public static void AccumulateSquares(ForecastTask task, int members, ReadOnlySpan<double> forecasts, Span<double> squares)
    {
        var history = task.History.AsSpan();
        for (var i = 0; i < task.Origins.Length * members; i++)
        {
            var seen = task.Origins[i / members];
            var sum = 0.0;
            for (var h = 0; h < task.Horizon; h++)
            {
                if (seen + h < history.Length && !double.IsNaN(history[seen + h]))
                {
                    var error = forecasts[i * task.Horizon + h] - history[seen + h];
                    sum += error * error;
                }

                squares[i * task.Horizon + h] = sum;
            }
        }
    }

    /// <summary>Weights at one origin, adding up to 1.</summary>
    /// <param name="task">History, origins, horizon.</param>
    /// <param name="origin">Number of the origin, 0-based.</param>
    /// <param name="members">The members.</param>
    /// <param name="squares">From <see cref="AccumulateSquares"/>.</param>
    /// <param name="signalRank">Rank that stands out of noise in the longest window: all there is to go by while no error is known.</param>
    /// <param name="weights">Receives one weight a member.</param>
    public static void Fill(
        ForecastTask task, int origin, ReadOnlySpan<SsaMember> members, ReadOnlySpan<double> squares, int signalRank, Span<double> weights)
    {
        weights.Clear();
        var now = task.Origins[origin];
        var anyKnown = false;
        for (var past = 0; past < origin; past++)
        {
            var seen = task.Origins[past];
            var known = Math.Min(task.Horizon, now - seen);
            if (!task.History.AsSpan(seen, known).ContainsAnyExcept(double.NaN))
                continue;
            anyKnown = true;
            for (var i = 0; i < members.Length; i++)
                weights[i] += Math.Sqrt(squares[(past * members.Length + i) * task.Horizon + known - 1]);
        }

        if (!anyKnown)
        {
            weights[BySignal(members, signalRank)] = 1;
            return;
        }

        LossesToWeights(members, weights);
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        foreach (ref var weight in weights)
            weight /= sum;
    }

    private static void LossesToWeights(ReadOnlySpan<SsaMember> members, Span<double> losses)
    {
        var best = double.PositiveInfinity;
        foreach (var loss in losses)
            best = Math.Min(best, loss);
        best = Math.Max(best, double.Epsilon);
        for (var i = 0; i < losses.Length; i++)
            losses[i] = Math.Pow(best / Math.Max(losses[i], best) / (1 + CostOfAComponent * members[i].Rank), Sharpness);
    }

    /// <summary>The member of the longest window at the signal's rank, or the largest rank below it.</summary>
    private static int BySignal(ReadOnlySpan<SsaMember> members, int signalRank)
    {
        var chosen = 0;
        for (var i = 1; i < members.Length && members[i].WindowLength == members[0].WindowLength && members[i].Rank <= signalRank; i++)
            chosen = i;
        return chosen;
    }
}
