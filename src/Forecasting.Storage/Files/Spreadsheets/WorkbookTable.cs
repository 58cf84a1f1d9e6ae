using System.Collections.Immutable;

namespace Forecasting.Storage.Files.Spreadsheets;

/// <summary>The table of one feed in a workbook: its sheet, found by its name or by its columns, and the row in
/// which its header stands.</summary>
internal sealed class WorkbookTable
{
    /// <summary>Rows in which a header is looked for: titles and remarks stand above many tables.</summary>
    private const int HeaderRows = 20;

    /// <summary>Sheet of our own workbook in which planners veto corrections.</summary>
    private const string VetoSheet = "Corrections";

    private readonly string path;
    private readonly Sheet sheet;
    private readonly long headerRow;
    private readonly int width;

    private WorkbookTable(string path, Sheet sheet, SheetRow header)
    {
        this.path = path;
        this.sheet = sheet;
        headerRow = header.Line;
        width = Enumerable.Range(0, header.FieldCount).LastOrDefault(i => !string.IsNullOrWhiteSpace(header.Field(i)), -1) + 1;
    }

    /// <summary>Container and sheet, for people.</summary>
    public string Format => $"workbook, sheet \"{sheet.Name}\"";

    /// <summary>True when a file, whatever its name, begins as a workbook does.</summary>
    /// <exception cref="FileRejectedException">It is a workbook that cannot be read: of the old form, or under a password.</exception>
    public static bool IsWorkbook(string path)
    {
        using var file = FileContent.Open(path);
        Span<byte> start = stackalloc byte[8];
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (OldWorkbook.IsOld(start))
            throw OldWorkbook.Rejection(file);
        return WorkbookArchive.IsZip(start);
    }

    /// <summary>True when a workbook has the sheet of planners' vetoes, or cannot be looked into: then its reading says why.</summary>
    public static bool HasVetoes(string path)
    {
        try
        {
            WorkbookArchive.Check(path);
            using var archive = WorkbookArchive.Open(path);
            return WorkbookStructure.Read(archive).Sheets.Any(s => IsNamed(s, VetoSheet));
        }
        catch (Exception e) when (FileContent.Reason(e) is not null)
        {
            return true;
        }
    }

    /// <summary>Checks a workbook and finds the table of a feed in it.</summary>
    /// <exception cref="FileRejectedException">The workbook is harmful, damaged, or has no such sheet.</exception>
    public static WorkbookTable Find(string path, Feed feed, FeedSettings settings)
    {
        WorkbookArchive.Check(path);
        using var archive = WorkbookArchive.Open(path);
        var structure = WorkbookStructure.Read(archive);
        var candidates = Candidates(structure.Sheets, feed, settings)
            .SelectMany(sheet => SheetRows.Read(archive, sheet, structure)
                .TakeWhile(row => row.Line <= HeaderRows)
                .Select(row => (Sheet: sheet, Row: row)))
            .Select(c => (c.Sheet, c.Row, Known: Known(c.Row, feed, settings)));
        (Sheet Sheet, SheetRow Row, int Known)? best = null;
        foreach (var candidate in candidates)
        {
            // Without any whole header the one that knows most columns is shown to be incomplete, and the first row when none knows any.
            if (best is null || candidate.Known > best.Value.Known)
                best = candidate;
            if (candidate.Known == int.MaxValue)
                break;
        }

        return best is { } found
            ? new WorkbookTable(path, found.Sheet, found.Row)
            : throw new FileRejectedException("The workbook is empty: it has not even a header. Save it again.");
    }

    /// <summary>The header row, then every row below it that holds something; a row's line is its number in the sheet.</summary>
    public IEnumerable<RawRow> Rows()
    {
        using var archive = WorkbookArchive.Open(path);
        var structure = WorkbookStructure.Read(archive);
        var rows = SheetRows.Read(archive, sheet, structure).SkipWhile(row => row.Line < headerRow);
        foreach (var row in rows.Select(row => row.Within(width)))
        {
            if (!row.IsBlank())
                yield return row;
        }
    }

    private static IEnumerable<Sheet> Candidates(ImmutableArray<Sheet> sheets, Feed feed, FeedSettings settings)
    {
        if (settings.Sheet is not { } name)
            return sheets.OrderByDescending(s => IsNamed(s, feed.FileName()) || (feed == Feed.Vetoes && IsNamed(s, VetoSheet)));
        var named = sheets.Where(s => s.Name.Trim().Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count > 0
            ? named
            : throw new FileRejectedException($"The workbook has no sheet \"{name}\" (input.{feed.SettingName()}.sheet). Sheets found: "
                + $"{string.Join(", ", sheets.Select(s => $"\"{s.Name}\""))}.");
    }

    private static bool IsNamed(Sheet sheet, string name) => FeedColumns.Normalize(sheet.Name) == FeedColumns.Normalize(name);

    /// <summary>How many of the feed's columns a row names; the most there can be when no required one is missing.</summary>
    private static int Known(SheetRow row, Feed feed, FeedSettings settings)
    {
        var form = TableForm.Of(feed, [.. Enumerable.Range(0, row.FieldCount).Select(row.Field)], settings);
        var match = HeaderMatch.Try(feed, form.Headers, settings);
        return match.Missing.Any() ? FeedColumns.Of(feed).Count(c => match[c.Name].Index >= 0) : int.MaxValue;
    }
}
