using System.Collections.Immutable;
using System.Globalization;
using Forecasting.History;
using Forecasting.Storage.Files;
using Forecasting.Storage.Files.Spreadsheets;
using Forecasting.Storage.Privacy;

namespace Forecasting.Storage.Demand;

/// <summary>The sheet Overrides of a workbook that comes back.</summary>
/// <param name="RunId">The run that wrote the workbook.</param>
/// <param name="Rows">Rows that can be read, in their order.</param>
/// <param name="Refused">Rows that cannot, in their order.</param>
/// <remarks>Rows are where they are: sorted, filtered, hidden, moved apart. A row is one that has a reference, or something in a column that
/// planners fill in; the others are empty, whatever else stands there.</remarks>
public sealed record ReturnedOverrides(string RunId, ImmutableArray<WrittenOverride> Rows, ImmutableArray<ReturnedRow> Refused)
{
    /// <summary>Rows above the header at most; somebody may have added some.</summary>
    private const int HeaderRows = 20;

    /// <summary>Rows of overrides at most: no planner writes more, and each is held in memory.</summary>
    private const int MostRows = 100_000;

    /// <summary>Decimals of a value that count: what spreadsheet programs do to the others is no change.</summary>
    private const int Decimals = 6;

    private static readonly ImmutableArray<string> Inputs =
        ["sku", "location", "start", "end", "kind", "value", "reason", "author", "expires", "approved_by"];

    /// <summary>Reads the sheet, past all the checks that an incoming workbook must pass.</summary>
    /// <param name="path">The workbook.</param>
    /// <param name="settings">Its decimal mark and date order where they are declared for <c>overrides</c>; values typed as text need them when
    /// nothing in the sheet tells.</param>
    /// <exception cref="InputException">It is no workbook of a run, is damaged, under a password, or built to do harm.</exception>
    public static ReturnedOverrides Read(string path, InputSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        try
        {
            return FileContent.Reading(() => ReadSheet(path, settings.For(Feed.Overrides)));
        }
        catch (FileRejectedException refusal)
        {
            throw new InputException($"{Path.GetFileName(path)}: {refusal.Message} Nothing of it was taken up.", refusal);
        }
    }

    private static ReturnedOverrides ReadSheet(string path, FeedSettings declared)
    {
        if (!WorkbookTable.IsWorkbook(path))
            throw new FileRejectedException("This is no Excel workbook, whatever its name says. Send back the plan.xlsx that a run wrote.");
        WorkbookArchive.Check(path);
        using var archive = WorkbookArchive.Open(path);
        var structure = WorkbookStructure.Read(archive);
        var sheet = structure.Sheets.FirstOrDefault(s => s.Name.Trim().Equals(OverrideForm.Sheet, StringComparison.OrdinalIgnoreCase))
            ?? throw new FileRejectedException($"The workbook has no sheet {OverrideForm.Sheet}. Send back the plan.xlsx that a run wrote.");
        var settings = new FeedSettings { DecimalMark = declared.DecimalMark, DateOrder = declared.DateOrder };
        var head = Head(SheetRows.Read(archive, sheet, structure), settings);
        var evidence = new ReadingEvidence(head.Columns);
        foreach (var row in Data(archive, sheet, structure, head))
            evidence.Add(row);
        var profile = ReadingProfile.Of("workbook", evidence, FeedProfile.Of([], EarlierProfile.None, settings), settings);
        var reader = new RowReader(head.Columns, profile, settings, _ => null);
        var (rows, refused) = (ImmutableArray.CreateBuilder<WrittenOverride>(), ImmutableArray.CreateBuilder<ReturnedRow>());
        foreach (var row in Data(archive, sheet, structure, head))
        {
            if (Written(row, head, reader, out var fault) is { } written)
                rows.Add(written);
            else
                refused.Add(fault!);
        }

        return new ReturnedOverrides(head.RunId, rows.ToImmutable(), refused.ToImmutable());
    }

    private static SheetHead Head(IEnumerable<SheetRow> rows, FeedSettings settings)
    {
        var run = "";
        foreach (var row in rows.TakeWhile(r => r.Line <= HeaderRows))
        {
            ImmutableArray<string> cells = [.. Enumerable.Range(0, row.FieldCount).Select(i => row.Field(i).Trim())];
            var reference = cells.IndexOf(OverrideForm.Reference, 0, StringComparer.OrdinalIgnoreCase);
            var columns = HeaderMatch.Try(Feed.Overrides, cells, settings);
            if (reference < 0 || columns.Missing.Any())
            {
                if (cells.FirstOrDefault(c => c.StartsWith(OverrideForm.RunMark, StringComparison.Ordinal) && run.Length == 0) is { } mark)
                    run = mark[OverrideForm.RunMark.Length..].Trim();
                continue;
            }

            if (run.Length == 0)
                throw new FileRejectedException($"The sheet {OverrideForm.Sheet} does not say of which run it is: the cell \"{OverrideForm.RunMark}…\" above its header is gone.");
            var withdraw = cells.IndexOf(OverrideForm.Withdraw, 0, StringComparer.OrdinalIgnoreCase);
            var column = new MatchedColumn(
                new FeedColumn("withdraw", ColumnKind.Text, false, NumberRange.Any, []), withdraw, OverrideForm.Withdraw);
            return new SheetHead(run, row.Line, cells.Length, HeaderMatch.Of(Feed.Overrides, cells, settings), reference, column);
        }

        throw new FileRejectedException($"The sheet {OverrideForm.Sheet} has lost its header, or a column of it. Write into the plan.xlsx of the run again.");
    }

    private static IEnumerable<SheetRow> Data(WorkbookArchive archive, Sheet sheet, WorkbookStructure structure, SheetHead head)
    {
        var count = 0;
        foreach (var row in SheetRows.Read(archive, sheet, structure).SkipWhile(r => r.Line <= head.Row).Select(r => r.Within(head.Width)))
        {
            if (row.Field(head.Reference).Trim().Length == 0 && head.IsEmpty(row))
                continue;
            if (++count > MostRows)
                throw new FileRejectedException("The sheet holds more than 100,000 overrides. Give so many as overrides.csv.");
            yield return row;
        }
    }

    private static WrittenOverride? Written(SheetRow row, SheetHead head, RowReader reader, out ReturnedRow? fault)
    {
        fault = null;
        var reference = row.Field(head.Reference).Trim();
        if (row.Fault is { } broken)
        {
            fault = Refuse(row, "", "", broken.Rule, Sentence(broken.Text));
            return null;
        }

        if (head.IsEmpty(row))
        {
            fault = Refuse(row, OverrideForm.Reference, reference, "cleared",
                $"The row was emptied; an override is taken back with yes in the column {OverrideForm.Withdraw}, and this one stands.");
            return null;
        }

        reader.Take(row);
        var word = FeedRecords.OverrideWord(head.Columns)(reader);
        var isWithdrawn = reader.Flag(head.Withdraw);
        if (reader.Faults is [var first, ..])
        {
            fault = Refuse(row, first.Column.Header, PersonalContent.Masked(first.Value), first.Rule,
                string.Join(' ', reader.Faults.Select(f => Sentence($"{f.Column.Header}: {PersonalContent.Masked(f.Text)}"))));
            return null;
        }

        return new WrittenOverride(row.Line, word with { Value = Math.Round(word.Value, Decimals), IsWithdrawn = isWithdrawn, Reference = reference });
    }

    private static ReturnedRow Refuse(SheetRow row, string column, string value, string rule, string text) =>
        new(row.Line, ReturnedOutcome.Refused, column, value, rule, text);

    private static string Sentence(string clause) => clause.Length == 0 || clause[^1] is '.' ? clause : string.Create(CultureInfo.InvariantCulture, $"{clause}.");

    /// <summary>What stands above the rows.</summary>
    private sealed record SheetHead(string RunId, long Row, int Width, HeaderMatch Columns, int Reference, MatchedColumn Withdraw)
    {
        /// <summary>True when a row has nothing in a column that planners fill in.</summary>
        public bool IsEmpty(SheetRow row) => Inputs.All(name => Columns[name].Index is var i && (i < 0 || string.IsNullOrWhiteSpace(row.Field(i))));
    }
}
