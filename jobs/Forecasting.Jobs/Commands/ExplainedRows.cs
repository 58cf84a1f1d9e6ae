using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Jobs.Runs;
using Forecasting.Storage;
using Forecasting.Storage.Archive;
using Forecasting.Storage.Files;
using Forecasting.Storage.Plans;

namespace Forecasting.Jobs.Commands;

/// <summary>The last part of <c>forecasting explain</c>: the input rows that the figures come from, as they stand in the files that were
/// sent, out of the raw archive.</summary>
internal static class ExplainedRows
{
    /// <summary>Rows of a feed that are printed unless all are asked for.</summary>
    private const int RowsShown = 20;

    /// <summary>Prints the files and the rows.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="database">Where the run is named.</param>
    /// <param name="archive">The archive.</param>
    /// <param name="explanation">What is explained.</param>
    /// <param name="sku">The product.</param>
    /// <param name="place">Only this place; null = every place.</param>
    /// <param name="areAllShown">True when every row is printed.</param>
    /// <param name="cancellation">Stops between two rows.</param>
    /// <exception cref="ArchiveException">The archive lacks a file of the run, or it is damaged.</exception>
    public static void Print(
        TextWriter writer,
        ForecastingDatabase database,
        RawArchive archive,
        PlanExplanation explanation,
        Sku sku,
        Location? place,
        bool areAllShown,
        CancellationToken cancellation)
    {
        writer.WriteLine("\nWhere the figures come from");
        if (!archive.IsThere)
        {
            writer.WriteLine($"  There is no raw archive \"{archive.Folder}\": name it with --archive to see the rows.");
            return;
        }

        if (ArchivedRun.Find(database, archive, explanation.RunId) is not { } run)
        {
            writer.WriteLine($"  {ArchivedRun.Missing(explanation.RunId)}");
            return;
        }

        var scratch = Directory.CreateTempSubdirectory("forecasting-explain-");
        try
        {
            var folder = run.Materialise(scratch.FullName, RowTrace.Feeds);
            var settings = run.Settings.Settings;
            var suppliers = explanation.Lines.Select(l => l.Supplier).Where(s => s.Length > 0).Distinct().Order(StringComparer.Ordinal);
            var question = new TraceQuestion(sku, place, [.. suppliers], explanation.AsOf);
            var trace = new RowTrace(folder.Files, settings.Input, settings.Calendar.TimeZone, run.Context.Profiles, question);
            var traces = trace.Read(cancellation);
            var rows = traces.Select(t => areAllShown ? t.Rows : [.. t.Rows.Take(RowsShown)]).ToList();
            foreach (var (feed, shown) in traces.Zip(rows))
                PrintFeed(writer, feed, shown, run.Context);
            PrintFiles(writer, run.Context, rows.SelectMany(r => r).Select(r => r.File).ToHashSet(StringComparer.Ordinal));
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static void PrintFeed(TextWriter writer, FeedTrace trace, ImmutableArray<TracedRow> shown, RunContext context)
    {
        writer.WriteLine($"\n  {trace.Feed.FileName()}: {Count(trace)}");
        foreach (var said in NotUsed(trace))
            writer.WriteLine($"    {said}");
        foreach (var file in context.Files.Where(f => f.Feed == trace.Feed && f.Superseded > 0))
        {
            writer.WriteLine(Text(
                $"    Of all rows of {file.File}, {file.Superseded:#,##0} are corrected by newer files; those that are listed here do not count."));
        }

        foreach (var row in shown)
            writer.WriteLine(Text($"    {row.File} {(row.HasLine ? "line" : "row")} {row.Line}: {TerminalText.OneLine(row.Text)}"));
        if (shown.Length < trace.Rows.Length)
            writer.WriteLine(Text($"    and {trace.Rows.Length - shown.Length:#,##0} more; --rows all shows them"));
    }

    private static void PrintFiles(TextWriter writer, RunContext context, HashSet<string> shown)
    {
        var files = context.Files.DistinctBy(f => (f.File, f.Sha256)).ToList();
        var rows = files.Where(f => shown.Contains(f.File)).Select(f => new[] { f.File, Text($"{f.Bytes:#,##0}"), f.Sha256 });
        writer.WriteLine(Text($"\n  The rows stand in these of the {files.Count} files of the run, kept in the raw archive by their SHA-256:"));
        foreach (var line in PlainTable.Of(1, [["file", "bytes", "SHA-256"], .. rows]).TrimEnd('\n').Split('\n'))
            writer.WriteLine("    " + line);
    }

    private static string Count(FeedTrace trace)
    {
        if (trace.Rows.IsEmpty)
            return "no row";
        var rows = trace.Rows.Length == 1 ? "1 row" : Text($"{trace.Rows.Length:#,##0} rows");
        return trace.Feed switch
        {
            Feed.Sales => Text($"{rows} before the morning of the plan, {trace.Units:#,##0.###} units in all, the newest first"),
            Feed.Stock => Text($"{rows} of the newest count, {trace.Units:#,##0.###} units on hand in all"),
            Feed.OpenOrders or Feed.Receipts => Text($"{rows}, {trace.Units:#,##0.###} units in all"),
            _ => rows,
        };
    }

    private static ImmutableArray<string> NotUsed(FeedTrace trace)
    {
        var said = ImmutableArray.CreateBuilder<string>();
        if (trace.Repeated > 0)
            said.Add(Text($"{trace.Repeated:#,##0} more repeat another word for word and do not count."));
        if (trace.SetAside > 0)
            said.Add(Text($"{trace.SetAside:#,##0} more were set aside; quarantine.csv of the run says why."));
        if (trace.Unknown > 0)
        {
            said.Add(trace.Feed == Feed.Stock
                ? Text($"{trace.Unknown:#,##0} more are of older counts, or of a later day.")
                : Text($"{trace.Unknown:#,##0} more are of the morning of the plan or later, and were not used."));
        }

        return said.ToImmutable();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
