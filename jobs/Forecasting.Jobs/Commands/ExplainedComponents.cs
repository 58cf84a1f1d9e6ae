using System.Globalization;
using Forecasting.Forecasters.Ssa;
using Forecasting.History;
using Forecasting.Planning;
using Forecasting.Reports.Components;
using Forecasting.Reports.Workbook;

namespace Forecasting.Jobs.Commands;

/// <summary>The demand part of <c>forecasting explain</c>: what a history is made of, in sentences, in a table, and in a
/// workbook.</summary>
internal static class ExplainedComponents
{
    /// <summary>Prints the components: first in sentences, then the last buckets as sums that can be redone.</summary>
    public static void Print(TextWriter writer, PlannedDemand demand)
    {
        var components = demand.Components();
        writer.WriteLine();
        foreach (var (subject, sentence) in ComponentWords.Of(demand, components))
            writer.WriteLine($"  {subject,-10} {sentence}");
        if (components is Outcome<SsaComponents>.Done { Value: var parts })
            PrintLast(writer, demand, parts);
    }

    /// <summary>Writes the workbook, aside and then into place.</summary>
    public static void Write(string file, DemandExplanation explanation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var temporary = file + ".tmp";
        using (var stream = File.Create(temporary))
            ExplanationWorkbook.Write(stream, explanation);
        File.Move(temporary, file, overwrite: true);
    }

    private static void PrintLast(TextWriter writer, PlannedDemand demand, SsaComponents parts)
    {
        var names = parts.Seasons.Select(season => "+ " + SeasonFigures.NameOf(demand.Bucket, season.Period)).ToList();
        if (!parts.Cycle.Components.IsEmpty)
            names.Add("+ cycles");
        writer.WriteLine();
        var others = string.Concat(names.Select(name => $"{name,10}"));
        writer.WriteLine($"  {demand.Bucket + " from",-12}{"demand",10}{"= trend",10}{others}{"+ noise",10}");

        var shown = demand.Bucket.Unit switch { BucketUnit.Day => 14, BucketUnit.Week => 13, _ => 12 };
        for (var t = Math.Max(0, parts.History.Length - shown); t < parts.History.Length; t++)
        {
            var at = parts.FirstBucket + t;
            var isFilled = !double.IsFinite(demand.Quantities[at]);
            var cells = parts.Seasons.Select(season => season.Part.Values[t]).ToList();
            if (!parts.Cycle.Components.IsEmpty)
                cells.Add(parts.Cycle.Values[t]);
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {demand.Bucket.Add(demand.Start, at):yyyy-MM-dd}  ")
                + Number(parts.History[t]) + Number(parts.Trend.Values[t])
                + string.Concat(cells.Select(Number)) + Number(parts.Noise.Values[t])
                + (isFilled ? "  not observed, filled in" : ""));
        }
    }

    /// <summary>One decimal; 0.0 also for what rounds to zero from below.</summary>
    private static string Number(double units) => string.Create(CultureInfo.InvariantCulture, $"{units,10:#,##0.0;-#,##0.0;0.0}");
}
