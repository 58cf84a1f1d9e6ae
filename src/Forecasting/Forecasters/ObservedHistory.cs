namespace Forecasting.Forecasters;

/// <summary>Reading a history that has gaps.</summary>
internal static class ObservedHistory
{
    /// <summary>Why no method can forecast from the first origin; null when one can.</summary>
    public static string? WhyEmpty(ForecastTask task) =>
        task.History.AsSpan(0, task.Origins[0]).ContainsAnyExcept(double.NaN)
            ? null
            : FormattableString.Invariant($"No bucket was observed before the first origin, bucket {task.Origins[0]}.");

    /// <summary>The last observed value of <paramref name="seen"/>, which has one.</summary>
    public static double Last(ReadOnlySpan<double> seen)
    {
        var t = seen.Length - 1;
        while (double.IsNaN(seen[t]))
            t--;
        return seen[t];
    }

    /// <summary>Mean of the last <paramref name="count"/> observed values, or of all when there are fewer.</summary>
    public static double MeanOfLast(ReadOnlySpan<double> seen, int count)
    {
        var sum = 0.0;
        var found = 0;
        for (var t = seen.Length - 1; t >= 0 && found < count; t--)
        {
            if (double.IsNaN(seen[t]))
                continue;
            sum += seen[t];
            found++;
        }

        return sum / found;
    }
}
