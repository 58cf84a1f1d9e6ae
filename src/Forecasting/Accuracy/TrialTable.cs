using System.Collections.Immutable;

namespace Forecasting.Accuracy;

/// <summary>Trials of many series, summed up by model, and by kind of demand and distance.</summary>
/// <param name="horizon">Buckets forecast.</param>
/// <param name="levels">Probabilities of the quantiles.</param>
/// <remarks>The sums are exact: the table does not depend on the order of the series.</remarks>
public sealed class TrialTable(int horizon, ImmutableArray<double> levels)
{
    /// <summary>Most rows that distances take; beyond it neighbours share a row.</summary>
    private const int MostDistances = 24;

    private readonly Dictionary<(string Model, string Class), Cell> classes = [];
    private readonly Dictionary<(string Model, int Distance), Cell> distances = [];
    private readonly int width = (horizon + MostDistances - 1) / MostDistances;

    /// <summary>Probabilities of the quantiles.</summary>
    public ImmutableArray<double> Levels => levels;

    /// <summary>Rows of distances.</summary>
    public int Distances => (horizon + width - 1) / width;

    /// <summary>Adds the trials of one series with one model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="demandClass">Kind of demand.</param>
    /// <param name="trials">From all origins.</param>
    /// <remarks>By kind of demand each trial is a score; at a distance, all trials together are one.</remarks>
    public void Add(string model, string demandClass, IReadOnlyList<ForecastTrial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var scored = ScoredLevels.In(levels);
        var kind = CellOf(classes, (model, demandClass));
        foreach (var trial in trials)
        {
            kind.Totals.Add(trial.Score());
            for (var h = 0; h < horizon; h++)
                kind.Calibration.Add(trial.Actuals[h], trial.QuantilesOf(h));
        }

        for (var distance = 0; distance < Distances; distance++)
        {
            var cell = CellOf(distances, (model, distance));
            var score = new SeriesScore();
            foreach (var trial in trials)
            {
                for (var h = distance * width; h < Math.Min(horizon, (distance + 1) * width); h++)
                {
                    score.Add(trial.Bucket(h, scored));
                    cell.Calibration.Add(trial.Actuals[h], trial.QuantilesOf(h));
                }
            }

            cell.Totals.Add(score);
        }
    }

    /// <summary>A model over all kinds of demand.</summary>
    /// <param name="model">The model.</param>
    public (AccuracyMeasures Measures, Calibration Calibration) All(string model)
    {
        var (totals, calibration) = (new ScoreTotals(), new Calibration(levels));
        foreach (var ((name, _), cell) in classes)
        {
            if (name != model)
                continue;
            totals.Add(cell.Totals);
            calibration.Add(cell.Calibration);
        }

        return (totals.Measures(), calibration);
    }

    /// <summary>Kinds of demand that came up, in ordinal order.</summary>
    public ImmutableArray<string> Classes => [.. classes.Keys.Select(k => k.Class).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>A model and a kind of demand.</summary>
    /// <param name="model">The model.</param>
    /// <param name="demandClass">One of <see cref="Classes"/>.</param>
    public (AccuracyMeasures Measures, Calibration Calibration) OfClass(string model, string demandClass) =>
        CellOf(classes, (model, demandClass)).Answer();

    /// <summary>A model at a distance.</summary>
    /// <param name="model">The model.</param>
    /// <param name="distance">Row, 0..<see cref="Distances"/> − 1.</param>
    public (AccuracyMeasures Measures, Calibration Calibration) OfDistance(string model, int distance) =>
        CellOf(distances, (model, distance)).Answer();

    /// <summary>Buckets ahead of a row of distances, both ends included, from 1.</summary>
    /// <param name="distance">Row.</param>
    public (int First, int Last) Ahead(int distance) => (distance * width + 1, Math.Min(horizon, (distance + 1) * width));

    private Cell CellOf<TKey>(Dictionary<TKey, Cell> cells, TKey key)
        where TKey : notnull
    {
        if (!cells.TryGetValue(key, out var cell))
            cells.Add(key, cell = new Cell(new ScoreTotals(), new Calibration(levels)));
        return cell;
    }

    private sealed record Cell(ScoreTotals Totals, Calibration Calibration)
    {
        public (AccuracyMeasures, Calibration) Answer() => (Totals.Measures(), Calibration);
    }
}
