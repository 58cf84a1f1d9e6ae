using System.Globalization;
using Forecasting.Forecasters.Ssa;
using Forecasting.Planning;

namespace Forecasting.Reports.Components;

/// <summary>The components of a demand in sentences: the same in the terminal and in the workbook.</summary>
public static class ComponentWords
{
    /// <summary>w-correlation from which two parts share so much that neither should be read alone: a house rule, as the books give no
    /// number.</summary>
    private const double PoorlySeparated = 0.3;

    /// <summary>Share of buckets filled in from which the parts say as much of the filling as of the demand.</summary>
    private const double ManyFilled = 0.25;

    /// <summary>What there is to say, each with a word in front.</summary>
    /// <param name="demand">Whose history.</param>
    /// <param name="components">What became of taking it apart.</param>
    public static IReadOnlyList<(string Subject, string Sentence)> Of(PlannedDemand demand, Outcome<SsaComponents> components) =>
        components switch
        {
            Outcome<SsaComponents>.Done { Value: var parts } => [.. Of(demand, ComponentFigures.Of(demand, parts))],
            Outcome<SsaComponents>.Skipped { Reason: var why } => [History(demand, 0), ("parts", why)],
            Outcome<SsaComponents>.Failed { Error: var why } => [History(demand, 0), ("parts", why)],
            _ => throw new InvalidOperationException("The family of outcomes is closed."),
        };

    /// <summary><c>1.2</c>, <c>-0.04</c>, <c>1,234</c>: as many decimals as the size of the number bears.</summary>
    /// <param name="units">Any number.</param>
    public static string Units(double units) => units.ToString(Format(units), CultureInfo.InvariantCulture);

    /// <summary><c>+1.2</c>, <c>-0.04</c>, <c>0</c>: a difference, with its sign.</summary>
    /// <param name="units">Any number.</param>
    public static string Difference(double units) => units.ToString($"+{Format(units)};-{Format(units)};0", CultureInfo.InvariantCulture);

    /// <summary>A season in a few words: <c>most in Sat (+2.1), least in Mon (-0.9)</c>.</summary>
    /// <param name="season">The season.</param>
    public static string Extremes(SeasonFigures season) =>
        $"most in {season.Highest.Label} ({Difference(season.Highest.Units)}), "
        + $"least in {season.Lowest.Label} ({Difference(season.Lowest.Units)})";

    private static string Format(double units) => Math.Abs(units) switch { >= 100 => "#,##0", >= 1 => "0.0", _ => "0.00" };

    private static IEnumerable<(string Subject, string Sentence)> Of(PlannedDemand demand, ComponentFigures figures)
    {
        var (bucket, parts) = (demand.Bucket, figures.Parts);
        yield return History(demand, parts.FilledBuckets);
        yield return ("level", string.Create(CultureInfo.InvariantCulture,
            $"{Units(figures.Level)} units per {bucket} now, {Difference(figures.Change)} over the last {figures.ChangeBuckets} {bucket}s "
            + $"({Difference(figures.Change / figures.ChangeBuckets)} a {bucket}); strength of trend {parts.TrendStrength:0.00}."));
        foreach (var season in figures.Seasons)
        {
            yield return (season.Length, string.Create(CultureInfo.InvariantCulture,
                $"{Extremes(season)} units per {bucket}; strength of season {season.Strength:0.00}."));
            yield return ("", string.Join("  ", season.Effects.Select(effect => $"{effect.Label} {Difference(effect.Units)}")));
        }

        if (figures.Seasons.IsEmpty)
            yield return ("season", "none stands out of noise.");
        if (!parts.Cycle.Components.IsEmpty)
            yield return ("cycles", $"neither slow nor a season: deviate by {Units(parts.CycleDeviation)} units per {bucket}.");
        yield return ("noise", $"deviates by {Units(parts.NoiseDeviation)} units per {bucket}. Shares of variance: {Shares(figures)}.");
        var components = parts.Rank == 1 ? "component" : "components";
        yield return ("SSA", string.Create(CultureInfo.InvariantCulture,
            $"window {parts.WindowLength} {bucket}s, {parts.Rank} {components} above noise; "
            + $"the parts are {Separation(parts.LargestCorrelation)} (largest w-correlation {parts.LargestCorrelation:0.00})."));
    }

    private static (string Subject, string Sentence) History(PlannedDemand demand, int filled)
    {
        var count = demand.Quantities.Length;
        var gaps = filled > 0 ? string.Create(CultureInfo.InvariantCulture, $", {filled} of them not observed and filled in") : "";
        if (filled > ManyFilled * count)
            gaps += ": read the parts with care";
        return ("history", string.Create(
            CultureInfo.InvariantCulture,
            $"{count} {demand.Bucket}{(count == 1 ? "" : "s")} from {demand.Start:yyyy-MM-dd}, as the run learnt from them{gaps}."));
    }

    private static string Shares(ComponentFigures figures)
    {
        var parts = figures.Parts;
        var shares = new List<(string Name, double Share)> { ("trend", parts.Trend.VarianceShare) };
        shares.AddRange(figures.Seasons.Zip(parts.Seasons, (words, season) => (words.Length, season.Part.VarianceShare)));
        if (!parts.Cycle.Components.IsEmpty)
            shares.Add(("cycles", parts.Cycle.VarianceShare));
        shares.Add(("noise", parts.Noise.VarianceShare));
        return string.Join(", ", shares.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Name} {100 * s.Share:0;-0;0} %")));
    }

    private static string Separation(double correlation) => correlation switch
    {
        < PoorlySeparated / 3 => "well separated",
        < PoorlySeparated => "fairly separated",
        _ => "poorly separated: read them together",
    };
}
