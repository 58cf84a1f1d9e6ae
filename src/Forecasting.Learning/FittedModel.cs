using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Forecasters;
using Forecasting.Learning.Native;

namespace Forecasting.Learning;

/// <summary>The model as trained on everything before one cut-off: trees that correct the start of each series.</summary>
internal sealed class FittedModel : IDisposable
{
    /// <summary>A start of counts below or above these multiples of the level counts as them.</summary>
    private const double LeastMultiple = 0.05;
    private const double MostMultiple = 5;

    /// <summary>Trees of counts multiply the start by at most e to this power, and divide it by at most its square.</summary>
    private const double MostAdded = 3;

    /// <summary>A forecast lies within what was seen, widened by this many times its range.</summary>
    private const double MostGrowth = 1;

    private readonly FeaturePlan plan;
    private readonly BoostedTrees trees;

    private FittedModel(FeaturePlan plan, BoostedTrees trees, string parameters)
    {
        this.plan = plan;
        this.trees = trees;
        Parameters = parameters;
    }

    /// <summary>What was fitted, in words.</summary>
    public string Parameters { get; }

    /// <summary>Trains; null when there are too few rows.</summary>
    /// <param name="series">In the order of the rows.</param>
    /// <param name="cutOff">Buckets at the end of each series that nothing is learnt from, ≥ 0.</param>
    /// <param name="settings">How.</param>
    /// <param name="cancellation">Stops between two series or trees.</param>
    public static FittedModel? Train(GlobalSeries[] series, int cutOff, GlobalSettings settings, CancellationToken cancellation)
    {
        var first = series[0];
        var plan = new FeaturePlan(
            DemandForms.Of(series, cutOff), first.Task.SeasonLength, first.Task.Horizon, first.KnownAhead.Length, first.Categories.Length);
        var rows = TrainingRows.Of(series, plan, cutOff, settings, cancellation);
        if (rows.Targets.Length < 2 * settings.LeastRowsInLeaf)
            return null;

        var starts = new double[rows.Targets.Length];
        for (var row = 0; row < starts.Length; row++)
            starts[row] = Begin(rows.Row(row), plan);
        var objective = plan.Form == DemandForm.Counts ? "objective=tweedie tweedie_variance_power=1.3" : "objective=regression_l1";
        var categorical = Enumerable.Range(plan.CategoriesFrom, plan.Columns - plan.CategoriesFrom);
        var trees = BoostedTrees.Grow(rows.Values, rows.Columns, rows.Targets, starts, categorical, objective, settings, cancellation);
        return new FittedModel(plan, trees, string.Create(CultureInfo.InvariantCulture,
            $"{settings.Trees} trees from {rows.Targets.Length} rows of {series.Length} series"));
    }

    /// <summary>Forecasts one series; false where nothing is known of its last origin.</summary>
    /// <param name="series">The series.</param>
    /// <param name="origins">Buckets seen.</param>
    /// <param name="means">Origins × horizon, in units; a row stays as it is where nothing is known of its origin.</param>
    public bool TryForecast(GlobalSeries series, ImmutableArray<int> origins, Span<double> means)
    {
        var history = series.Task.History.AsSpan();
        var past = new PastDemand(history, plan.Form == DemandForm.Positive);
        var start = new LocalStart(past, plan);
        var features = new Features(series, past, start, plan);
        var rows = new float[plan.Horizon * plan.Columns];
        var isKnown = true;
        for (var origin = 0; origin < origins.Length; origin++)
        {
            var seen = origins[origin];
            isKnown = DemandLevel.TryAt(past, start, seen, plan, out var level);
            if (!isKnown)
                continue;
            features.WriteOrigin(seen, level, rows);
            for (var step = 1; step <= plan.Horizon; step++)
            {
                var row = rows.AsSpan((step - 1) * plan.Columns, plan.Columns);
                rows.AsSpan(0, plan.OriginColumns).CopyTo(row);
                features.WriteTarget(seen, step, level, row);
            }

            var forecast = means.Slice(origin * plan.Horizon, plan.Horizon);
            Predict(rows, forecast);
            foreach (ref var value in forecast)
                value = past.Unscale(level.Absolute(value));
            PlausibleRange.Of(history[..seen], MostGrowth).Clamp(forecast);
        }

        return isKnown;
    }

    /// <inheritdoc/>
    public void Dispose() => trees.Dispose();

    /// <summary>Forecasts rows, seen from their level.</summary>
    private void Predict(ReadOnlySpan<float> rows, Span<double> forecasts)
    {
        trees.Predict(rows, forecasts);
        for (var row = 0; row < forecasts.Length; row++)
        {
            var begun = Begin(rows.Slice(row * plan.Columns, plan.Columns), plan);
            forecasts[row] = plan.Form == DemandForm.Counts
                ? Math.Exp(begun + Math.Clamp(forecasts[row], -2 * MostAdded, MostAdded))
                : begun + forecasts[row];
        }
    }

    /// <summary>Where the trees start from, on the scale of the link.</summary>
    private static double Begin(ReadOnlySpan<float> row, FeaturePlan plan)
    {
        double start = row[plan.StartColumn];
        if (!double.IsFinite(start))
            start = plan.Form == DemandForm.Counts ? 1 : 0;
        return plan.Form == DemandForm.Counts ? Math.Log(Math.Clamp(start, LeastMultiple, MostMultiple)) : start;
    }
}
