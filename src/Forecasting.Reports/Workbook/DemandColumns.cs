using Forecasting.Forecasters.Ssa;
using Forecasting.Planning;
using Forecasting.Reports.Components;

namespace Forecasting.Reports.Workbook;

/// <summary>A column of numbers over the history and the horizon of one demand.</summary>
/// <param name="Header">Words of the header and of the legend.</param>
/// <param name="Values">One for each bucket of the history, then one for each of the forecast; NaN = blank.</param>
internal sealed record DemandColumn(string Header, double[] Values);

/// <summary>Everything that is known of one demand, in columns of one length: as sold, its parts, what is expected.</summary>
internal sealed class DemandColumns
{
    private readonly PlannedDemand demand;

    private DemandColumns(PlannedDemand demand) => this.demand = demand;

    /// <summary>As sold; null when not known, or when it is what was learnt from.</summary>
    public required DemandColumn? AsSold { get; init; }

    /// <summary>As learnt from; blank where not observed.</summary>
    public required DemandColumn Sold { get; init; }

    /// <summary>Standard deviation of what was estimated; null when nothing was.</summary>
    public required DemandColumn? Deviation { get; init; }

    /// <summary>Trend; null when there are no components.</summary>
    public required DemandColumn? Trend { get; init; }

    /// <summary>Trend, seasons and cycles together: the history without its noise; null when there are no components.</summary>
    public required DemandColumn? WithoutNoise { get; init; }

    /// <summary>What goes up and down around the trend: each season, the cycles if any, the noise; empty when there are no
    /// components.</summary>
    public required DemandColumn[] Around { get; init; }

    /// <summary>The mean of the forecast.</summary>
    public required DemandColumn Expected { get; init; }

    /// <summary>95 % from, 80 % from, 80 % to, 95 % to.</summary>
    public required DemandColumn[] Limits { get; init; }

    /// <summary>First day of each bucket.</summary>
    public DateOnly[] Days =>
        [.. Enumerable.Range(0, demand.Quantities.Length + demand.Forecast.Horizon).Select(i => demand.Bucket.Add(demand.Start, i))];

    /// <summary>The columns in the order of a table.</summary>
    public IEnumerable<DemandColumn> All =>
        new[] { AsSold, Sold, Deviation, Trend }.Concat(Around).Append(WithoutNoise).Append(Expected).Concat(Limits).OfType<DemandColumn>();

    /// <summary>The columns of a demand.</summary>
    public static DemandColumns Of(ExplainedDemand explained, Outcome<SsaComponents> components)
    {
        var demand = explained.Demand;
        var parts = (components as Outcome<SsaComponents>.Done)?.Value;
        var lead = parts?.FirstBucket ?? 0;
        var (past, ahead) = (demand.Quantities.Length, demand.Forecast.Horizon);
        return new DemandColumns(demand)
        {
            AsSold = explained.Sold.IsEmpty || explained.Sold.SequenceEqual(demand.Quantities) ? null : new("Sold", Row(0, [.. explained.Sold])),
            Sold = new("Sold, as learnt from", Row(0, [.. demand.Quantities])),
            Deviation = explained.Deviations.Any(d => d > 0)
                ? new("± estimate", Row(0, [.. explained.Deviations.Select(d => d > 0 ? d : double.NaN)]))
                : null,
            Trend = parts is null ? null : new("Trend", Row(lead, [.. parts.Trend.Values])),
            WithoutNoise = parts is null
                ? null
                : new("Without noise", Row(lead, [.. parts.History.Zip(parts.Noise.Values, (x, noise) => x - noise)])),
            Around = parts is null
                ? []
                : [.. AroundTrend(demand, parts).Select(part => new DemandColumn(part.Name, Row(lead, [.. part.Part.Values])))],
            Expected = new("Expected (mean)", Row(past, [.. demand.Forecast.Mean])),
            Limits = [Limit("95 % from", 0.025), Limit("80 % from", 0.1), Limit("80 % to", 0.9), Limit("95 % to", 0.975)],
        };

        double[] Row(int first, double[] values) =>
            [.. Enumerable.Repeat(double.NaN, first), .. values, .. Enumerable.Repeat(double.NaN, past + ahead - first - values.Length)];

        DemandColumn Limit(string header, double level) =>
            new(header, Row(past, [.. Enumerable.Range(0, ahead).Select(i => ForecastSheet.QuantileAt(demand.Forecast, i, level))]));
    }

    private static IEnumerable<(string Name, SsaPart Part)> AroundTrend(PlannedDemand demand, SsaComponents parts)
    {
        foreach (var season in parts.Seasons)
            yield return ($"Season of the {SeasonFigures.NameOf(demand.Bucket, season.Period)}", season.Part);
        if (!parts.Cycle.Components.IsEmpty)
            yield return ("Cycles", parts.Cycle);
        yield return ("Noise", parts.Noise);
    }
}
