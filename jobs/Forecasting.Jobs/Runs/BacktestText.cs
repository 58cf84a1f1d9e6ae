using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Forecasting.Accuracy;

namespace Forecasting.Jobs.Runs;

/// <summary>The tables of a backtest, for a terminal and for grep.</summary>
internal static class BacktestText
{
    private static readonly string[] MeasureHeader = ["scores", "bias", "WAPE", "MASE", "RMSSE", "SPL", "cov80", "cov95", "FVA WAPE", "FVA SPL"];

    /// <summary>Scores and calibration: in all, by kind of demand, by distance.</summary>
    /// <param name="table">The scores.</param>
    /// <param name="models">Names of the models, in the order shown.</param>
    /// <param name="benchmark">What value added is measured against.</param>
    public static string Of(TrialTable table, ImmutableArray<string> models, string benchmark)
    {
        var text = new StringBuilder();
        var all = new List<string[]> { (string[])["model", .. MeasureHeader] };
        foreach (var model in models)
            all.Add([model, .. Measures(table.All(model).Measures, table.All(benchmark).Measures)]);
        text.Append(PlainTable.Of(1, all)).Append('\n');

        var classes = new List<string[]> { (string[])["model", "class", .. MeasureHeader] };
        foreach (var (model, name) in models.SelectMany(m => table.Classes.Select(c => (m, c))))
            classes.Add([model, name, .. Measures(table.OfClass(model, name).Measures, table.OfClass(benchmark, name).Measures)]);
        text.Append(PlainTable.Of(2, classes)).Append('\n');

        var distances = new List<string[]> { (string[])["model", "step", .. MeasureHeader] };
        foreach (var (model, row) in models.SelectMany(m => Enumerable.Range(0, table.Distances).Select(d => (m, d))))
            distances.Add([model, Step(table, row), .. Measures(table.OfDistance(model, row).Measures, table.OfDistance(benchmark, row).Measures)]);
        text.Append(PlainTable.Of(1, distances)).Append('\n');

        text.Append("Share of actuals at or below each quantile; where some were equal to it, from below to at or below.\n");
        var held = new List<string[]> { (string[])["model", "of", "actuals", .. table.Levels.Select(l => Text($"{l:0.###}"))] };
        foreach (var model in models)
        {
            held.Add(Held(model, "all", table.All(model).Calibration));
            held.AddRange(table.Classes.Select(c => Held(model, c, table.OfClass(model, c).Calibration)));
            held.AddRange(Enumerable.Range(0, table.Distances).Select(d => Held(model, "step " + Step(table, d), table.OfDistance(model, d).Calibration)));
        }

        return text.Append(PlainTable.Of(2, held)).ToString();
    }

    /// <summary>What came of champion and challenger.</summary>
    /// <param name="champion">Name of the champion.</param>
    /// <param name="challenger">Name of the challenger.</param>
    /// <param name="findings">By class.</param>
    /// <param name="ofSeries">Series in which the test of Diebold and Mariano finds the champion, neither, the challenger better.</param>
    public static string Of(
        string champion, string challenger, ImmutableArray<ChampionFinding> findings, (int Champion, int Neither, int Challenger) ofSeries)
    {
        var rows = new List<string[]> { (string[])["class", "verdict", "series", champion, challenger, "challenger better in", "p", "adjusted p"] };
        rows.AddRange(findings.Select(f => (string[])
        [
            f.Class,
            f.Verdict switch
            {
                ChampionVerdict.Champion => champion + " is better",
                ChampionVerdict.Challenger => challenger + " is better",
                _ => "no difference",
            },
            Text($"{f.Series}"), Number(f.ChampionLoss), Number(f.ChallengerLoss), Text($"{f.ChallengerBetter:0.0%}"),
            Text($"{f.Probability:0.####}"), Text($"{f.Adjusted:0.####}"),
        ]));
        return Text($"Champion {champion}, challenger {challenger}: mean scaled pinball loss, signed-rank test over series,\n")
            + Text($"at most {ChampionTest.FalseDiscoveries:0%} of the differences found are chance.\n")
            + PlainTable.Of(2, rows)
            + Text($"Series by series (Diebold-Mariano, adjusted): {champion} better in {ofSeries.Champion}, ")
            + Text($"{challenger} in {ofSeries.Challenger}, no difference in {ofSeries.Neither}.\n");
    }

    private static string[] Measures(AccuracyMeasures m, AccuracyMeasures benchmark) =>
    [
        Text($"{m.Series}"), Percent(m.BiasShare), Percent(m.Wape), Number(m.Mase), Number(m.Rmsse), Number(m.ScaledPinball),
        Percent(m.Coverage80), Percent(m.Coverage95),
        Percent(AccuracyMeasures.ValueAdded(m.Wape, benchmark.Wape)),
        Percent(AccuracyMeasures.ValueAdded(m.ScaledPinball, benchmark.ScaledPinball)),
    ];

    private static string[] Held(string model, string of, Calibration calibration) =>
    [
        model, of, Text($"{calibration.Observed}"),
        .. Enumerable.Range(0, calibration.Levels.Length).Select(level =>
        {
            var (below, atOrBelow) = calibration.Held(level);
            var (low, high) = (Text($"{below:0.000}"), Text($"{atOrBelow:0.000}"));
            return calibration.Observed == 0 ? "-" : low == high ? high : $"{low}..{high}";
        }),
    ];

    private static string Step(TrialTable table, int row)
    {
        var (first, last) = table.Ahead(row);
        return first == last ? Text($"{first}") : Text($"{first}-{last}");
    }

    private static string Number(double value) => double.IsFinite(value) ? Text($"{value:0.0000}") : "-";

    private static string Percent(double value) => double.IsFinite(value) ? Text($"{value:0.0%}") : "-";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
