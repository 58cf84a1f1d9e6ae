using System.Collections.Immutable;
using System.Text.Json;
using Forecasting.Catalog;
using Forecasting.Jobs.Runs;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;
using Forecasting.Trust;

namespace Forecasting.Jobs.Service.Views;

/// <summary>A run as the ledger has it.</summary>
/// <param name="RunId">Which.</param>
/// <param name="AsOf">Morning of its plan.</param>
/// <param name="State">started, planned, held, publishing, published, failed or cancelled.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="FinishedAt">When it ended, UTC.</param>
/// <param name="Number">Its publication number.</param>
/// <param name="Supersedes">The publication that it stands in place of.</param>
/// <param name="Lines">Order lines that went out with it.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="HoldReasons">Why it waits, or waited, for a second person.</param>
/// <param name="Folder">Folder of its files below that of the reports.</param>
public sealed record RunView(
    string RunId,
    DateOnly AsOf,
    RunState State,
    string By,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    long? Number,
    long? Supersedes,
    int Lines,
    string Outcome,
    ImmutableArray<string> HoldReasons,
    string Folder);

/// <summary>A run with all that is known of it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Decisions">What people decided about it.</param>
/// <param name="Record">Its <c>run.json</c>: counts, stages and timings, models, inputs; null while it has none.</param>
internal sealed record RunDetail(RunView Run, ImmutableArray<DecisionView> Decisions, JsonElement? Record);

/// <summary>A decision about a held run.</summary>
/// <param name="Approved">True when it was let out.</param>
/// <param name="By">Who decided.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When, UTC.</param>
internal sealed record DecisionView(bool Approved, string By, string Reason, DateTimeOffset At);

/// <summary>An order line of a preview.</summary>
internal sealed record LineView(
    OrderType Type,
    OrderAction Action,
    string Sku,
    string ShipTo,
    string From,
    decimal Quantity,
    string Unit,
    DateOnly OrderDate,
    DateOnly RequestedDelivery,
    decimal? UnitPrice,
    string Currency,
    string Priority);

/// <summary>A preview: the request, and the lines that a run would send, of the part that was asked for.</summary>
/// <param name="Request">The request.</param>
/// <param name="AllLines">Lines of the whole plan; null while it is not done.</param>
/// <param name="Lines">Lines of the part, at most a thousand.</param>
/// <param name="WithoutLines">Codes of the part that no line names: nothing to order, or not known.</param>
internal sealed record PreviewView(ServiceRequest Request, int? AllLines, ImmutableArray<LineView> Lines, ImmutableArray<string> WithoutLines);

/// <summary>Runs and previews as callers see them.</summary>
internal static class RunViews
{
    private const int LinesShown = 1000;

    /// <summary>The newest runs.</summary>
    /// <param name="database">The database.</param>
    /// <param name="runs">Every run, the newest first.</param>
    /// <param name="last">How many at most.</param>
    public static ImmutableArray<RunView> Newest(ForecastingDatabase database, IEnumerable<LedgerRun> runs, int last)
    {
        var lines = new ServiceViews(database).PublishedLines();
        return [.. runs.Take(last).Select(run => Of(run, lines.GetValueOrDefault(run.RunId)))];
    }

    /// <summary>One run with all that is known of it.</summary>
    /// <exception cref="Problem">There is none.</exception>
    public static RunDetail One(ForecastingDatabase database, string id, string outFolder)
    {
        var ledger = new RunLedger(database);
        var run = ledger.Find(id) ?? throw Problem.NotFound($"There is no run {id}.", "GET /api/v1/runs lists them.");
        var decisions = new Approvals(database).Decisions(id).Select(d => new DecisionView(d.IsApproved, d.Person, d.Reason, d.At));
        return new RunDetail(Of(run, new ServiceViews(database).PublishedLines().GetValueOrDefault(id)), [.. decisions], Record(run, outFolder));
    }

    /// <summary>A preview and its lines.</summary>
    public static PreviewView Preview(ServiceRequest request)
    {
        var file = request.Folder.Length > 0 ? Path.Combine(request.Folder, ReorderFile.Name) : "";
        if (file.Length == 0 || !File.Exists(file))
            return new PreviewView(request, null, [], []);
        using var stream = File.OpenRead(file);
        var all = ReorderFile.Read(stream).Lines;
        var part = Narrowing.Parse(request.NarrowedTo);
        var grades = part.Grades.IsEmpty ? new Dictionary<SkuLocation, TrustGrade>() : Grades(request.Folder);
        var lines = all.Where(line => part.Holds(line, grades)).ToList();
        var named = lines.SelectMany(l => new[] { l.Sku.Code, l.ShipTo.Code, l.SupplierId }).ToHashSet(StringComparer.Ordinal);
        return new PreviewView(
            request,
            all.Length,
            [.. lines.Take(LinesShown).Select(Of)],
            [.. part.Skus.Concat(part.Locations).Concat(part.Suppliers).Where(code => !named.Contains(code))]);
    }

    private static Dictionary<SkuLocation, TrustGrade> Grades(string folder)
    {
        using var stream = File.OpenRead(Path.Combine(folder, PlanFile.Name));
        return PlanFile.ReadGrades(stream);
    }

    private static RunView Of(LedgerRun run, int lines) => new(
        run.RunId,
        run.AsOf,
        run.State,
        run.TriggeredBy,
        run.StartedAt,
        run.FinishedAt,
        run.Sequence,
        run.Supersedes,
        lines,
        run.Outcome,
        [.. run.HoldReasons.Split('\n', StringSplitOptions.RemoveEmptyEntries)],
        run.Folder);

    private static LineView Of(OrderLine line) => new(
        line.Type,
        line.Action,
        line.Sku.Code,
        line.ShipTo.Code,
        line.Type == OrderType.Transfer ? line.ShipFrom : line.SupplierId,
        line.Quantity,
        line.Unit,
        line.OrderDate,
        line.RequestedDelivery,
        line.UnitPrice,
        line.Currency,
        line.Priority);

    private static JsonElement? Record(LedgerRun run, string outFolder)
    {
        var file = Path.Combine(outFolder, run.Folder, RunFile.Name);
        if (run.Folder.Length == 0 || !File.Exists(file))
            return null;
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.Clone();
    }
}
