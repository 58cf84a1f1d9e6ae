using System.Collections.Immutable;
using Forecasting.Replay;

namespace Forecasting.Reports.Files;

/// <summary>What the plan ordered in a simulation and what was really ordered, as CSV: one row for each interval between two mornings.</summary>
public static class ShadowOrdersFile
{
    /// <summary>Writes it.</summary>
    /// <param name="stream">Left open.</param>
    /// <param name="periods">In order of time.</param>
    public static void Write(Stream stream, ImmutableArray<ShadowPeriod> periods)
    {
        using var writer = CsvText.Writer(stream);
        CsvText.WriteRow(writer, ["start", "planned_units", "ordered_units"]);
        foreach (var period in periods)
            CsvText.WriteRow(writer, [CsvText.Date(period.Start), CsvText.SixDecimals(period.Planned), CsvText.SixDecimals(period.Ordered)]);
    }
}
