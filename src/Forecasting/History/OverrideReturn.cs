using System.Collections.Immutable;
using System.Globalization;

namespace Forecasting.History;

/// <summary>A workbook on its way back: whose run it is of, who brings it, and when.</summary>
/// <param name="RunId">The run that wrote the workbook.</param>
/// <param name="NewestRunId">The run published last.</param>
/// <param name="AsOf">Morning of the newest run.</param>
/// <param name="By">Who brings it; not empty.</param>
/// <param name="At">Now, UTC.</param>
/// <param name="Knows">True for a product, and a place of it, that the newest run knows; a place that is null is any.</param>
public sealed record ReturnedFrom(
    string RunId, string NewestRunId, DateOnly AsOf, string By, DateTimeOffset At, Func<Catalog.Sku, Catalog.Location?, bool> Knows)
{
    /// <summary>True when a later run was published since the workbook was written.</summary>
    public bool IsStale => RunId != NewestRunId;
}

/// <summary>Takes the rows of a returned workbook up, one by one: applied, unchanged or refused.</summary>
/// <remarks>
/// A row names the version that it was written with, so that rows may be sorted, filtered, hidden and moved, and an older copy of the workbook
/// takes nothing back that somebody else has said since. A row that is not there says nothing. A row without a reference is a planner's own:
/// when the same workbook comes again, it is known by what it says; and when it then says something else of the same product, place and days,
/// it is the same override changed, not another one.
/// </remarks>
public sealed class OverrideReturn
{
    private readonly ReturnedFrom from;

    private readonly ImmutableArray<WrittenOverride> rows;

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    private readonly SortedDictionary<int, List<OverrideVersion>> records = [];

    private readonly Dictionary<Catalog.Sku, List<int>> numbers = [];

    private readonly Action<OverrideVersion> apply;

    private int last;

    /// <param name="history">What is on record.</param>
    /// <param name="from">Whose workbook it is.</param>
    /// <param name="rows">Its sound rows, in the order of the sheet.</param>
    public OverrideReturn(OverrideHistory history, ReturnedFrom from, ImmutableArray<WrittenOverride> rows)
    {
        (this.from, this.rows) = (from, rows);
        foreach (var version in history.Versions)
            Record(version);
        var added = ImmutableArray.CreateBuilder<OverrideVersion>();
        apply = added.Add;
        Rows = [.. rows.Select(Take)];
        Added = added.ToImmutable();
    }

    /// <summary>The versions that are new, in the order of the rows.</summary>
    public ImmutableArray<OverrideVersion> Added { get; }

    /// <summary>What became of each row, in their order.</summary>
    public ImmutableArray<ReturnedRow> Rows { get; }

    private ReturnedRow Take(WrittenOverride row)
    {
        var said = row.Override;
        if (OverrideReference.IsOfFile(said.Reference))
        {
            return OverrideReference.OfFile(said).Equals(said.Reference, StringComparison.OrdinalIgnoreCase)
                ? Unchanged(row)
                : Refused(row, "Ref", said.Reference, "file", "it is a row of overrides.csv and has been changed here; change it in that file");
        }

        return said.Reference.Length > 0 ? TakeKnown(row) : TakeNew(row);
    }

    private ReturnedRow TakeKnown(WrittenOverride row)
    {
        var said = row.Override;
        if (OverrideReference.Parse(said.Reference) is not { } reference
            || !records.TryGetValue(reference.Number, out var versions) || reference.Version > versions.Count)
        {
            return Refused(row, "Ref", said.Reference, "reference",
                "no override on record is called that; leave the cell of a new override empty");
        }

        var (shown, current) = (versions[reference.Version - 1], versions[^1]);
        if (Same(said, shown.Override))
        {
            seen.Add(said.Reference);
            return current == shown ? Unchanged(row) : Unchanged(row, $"{current.GivenBy} has changed it since, and that stands");
        }

        if (TakenUp(said, versions) is { } before)
            return TakeAgain(row, before, current);
        if (Same(said, current.Override))
            return Unchanged(row);
        if (!seen.Add(said.Reference))
            return Refused(row, "Ref", said.Reference, "repeated", "two rows carry this reference; empty it in the one that is a new override");
        if (current != shown && !PersonName.AreSame(current.GivenBy, from.By))
        {
            return from.IsStale ? Stale(row) : Refused(row, "Ref", said.Reference, "changed meanwhile",
                $"{current.GivenBy} has changed this override since the workbook was written; look at the workbook of the next run");
        }

        return Change(row, current);
    }

    private ReturnedRow TakeNew(WrittenOverride row)
    {
        var said = row.Override;
        var known = numbers.GetValueOrDefault(said.Sku, []).ConvertAll(n => records[n]);
        var own = known.FindAll(versions => versions[0].RunId == from.RunId);
        foreach (var versions in own)
        {
            if (TakenUp(said, versions) is { } before)
                return TakeAgain(row, before, versions[^1]);
        }

        if (known.Find(v => !v[^1].Override.IsWithdrawn && v[^1].Override.Word() == said.Word()) is { } equal)
            return Unchanged(row, $"it is on record as {equal[^1].Reference}");
        if (own.Find(v => IsChangedTo(said, v[^1])) is { } changed)
            return Change(row, changed[^1]);
        if (said.IsWithdrawn)
            return Refused(row, "Withdraw", "yes", "withdraw", "nothing is on record that this row could withdraw");
        return WhyNot(row, null) ?? Apply(row, new OverrideVersion(
            last + 1, 1, said with { Reference = "" }, from.By, from.At, from.RunId, from.AsOf));
    }

    /// <summary>The version of this workbook that says the same already; null when there is none.</summary>
    private OverrideVersion? TakenUp(DemandOverride said, List<OverrideVersion> versions) =>
        versions.FindLast(v => v.RunId == from.RunId && v.Override.Word() == said.Word()
            && (said.ApprovedBy.Length == 0 || v.Override.ApprovedBy.Length == 0 || PersonName.AreSame(said.ApprovedBy, v.Override.ApprovedBy)));

    /// <summary>A row that was taken up before. Somebody other than whoever wrote and brought it then agrees by bringing it again.</summary>
    private ReturnedRow TakeAgain(WrittenOverride row, OverrideVersion before, OverrideVersion current)
    {
        if (current.Override.Word() != before.Override.Word())
            return Unchanged(row, $"{current.GivenBy} has changed it since, and that stands");
        var said = row.Override;
        var isOwn = PersonName.AreSame(from.By, current.Override.Author) || PersonName.AreSame(from.By, current.GivenBy);
        var agrees = said.ApprovedBy.Length > 0 ? said.ApprovedBy : isOwn || from.IsStale ? "" : from.By;
        if (current.Override.IsWithdrawn || current.Override.HasSecondPerson || agrees.Length == 0)
            return Unchanged(row);
        return WhyNot(row, current) ?? Apply(row, Next(current, current.Override with { ApprovedBy = agrees }));
    }

    private ReturnedRow Change(WrittenOverride row, OverrideVersion current)
    {
        // Whoever agreed, agreed to what it said then.
        var said = row.Override;
        if (said.Word() != current.Override.Word() && PersonName.AreSame(said.ApprovedBy, current.Override.ApprovedBy))
            said = said with { ApprovedBy = "" };
        row = row with { Override = said };
        return WhyNot(row, current) ?? Apply(row, Next(current, said with { Reference = "" }));
    }

    private ReturnedRow? WhyNot(WrittenOverride row, OverrideVersion? current)
    {
        var said = row.Override;
        if (from.IsStale)
            return Stale(row);
        if (said.ApprovedBy.Length > 0)
        {
            var isWordChanged = current is not null && said.Word() != current.Override.Word();
            if (PersonName.AreSame(said.ApprovedBy, said.Author))
                return Refused(row, "Approved by", said.ApprovedBy, "second person", "nobody approves an override of their own");
            if (PersonName.AreSame(from.By, said.Author) || (isWordChanged && PersonName.AreSame(from.By, said.ApprovedBy)))
            {
                return Refused(row, "Approved by", said.ApprovedBy, "second person",
                    "an approval comes with the workbook of somebody other than whoever wrote the override");
            }
        }

        if (said.IsWithdrawn || said.Word() == current?.Override.Word())
            return null;
        if (!from.Knows(said.Sku, null))
            return Refused(row, "SKU", said.Sku.Code, "unknown", "the run knows no such product");
        if (!from.Knows(said.Sku, said.Location))
            return Refused(row, "Location", said.Location!.Value.Code, "unknown", "the run does not know the product at this place");
        if (said.Days.Last < from.AsOf)
            return Refused(row, "End", Text(said.Days.Last), "past", $"these days are over on {Text(from.AsOf)}, the morning of the plan");
        return said.Kind != OverrideKind.Add && said.Value < 0
            ? Refused(row, "Value", said.Value.ToString("R", CultureInfo.InvariantCulture), "range",
                "demand is never below zero (expected 0 or more, with add also less)")
            : null;
    }

    private ReturnedRow Apply(WrittenOverride row, OverrideVersion version)
    {
        Record(version);
        apply(version);
        return new ReturnedRow(row.Row, ReturnedOutcome.Applied, "", "", "", "");
    }

    private OverrideVersion Next(OverrideVersion current, DemandOverride said) =>
        new(current.Number, current.Version + 1, said, from.By, from.At, from.RunId, from.AsOf);

    private void Record(OverrideVersion version)
    {
        if (!records.TryGetValue(version.Number, out var versions))
            records.Add(version.Number, versions = []);
        versions.Add(version);
        last = Math.Max(last, version.Number);
        if (!numbers.TryGetValue(version.Override.Sku, out var known))
            numbers.Add(version.Override.Sku, known = []);
        if (!known.Contains(version.Number))
            known.Add(version.Number);
    }

    /// <summary>True when a row without reference is what a planner has made of a row that the same workbook brought before.</summary>
    private bool IsChangedTo(DemandOverride said, OverrideVersion before) =>
        said.Location == before.Override.Location && said.Days == before.Override.Days
        && PersonName.AreSame(said.Author, before.Override.Author) && PersonName.AreSame(from.By, before.GivenBy)
        && !rows.Any(r => r.Override.Reference.Length == 0 && r.Override.Word() == before.Override.Word());

    private ReturnedRow Stale(WrittenOverride row) => Refused(row, "", "", "stale",
        $"the workbook is of run {from.RunId}, and run {from.NewestRunId} was published since; write it into the workbook of that run");

    private static bool Same(DemandOverride said, DemandOverride other) =>
        said.Word() == other.Word() && said.ApprovedBy == other.ApprovedBy;

    private static ReturnedRow Unchanged(WrittenOverride row, string text = "") =>
        new(row.Row, ReturnedOutcome.Unchanged, "", "", "", text.Length > 0 ? Sentence(text) : "");

    private static ReturnedRow Refused(WrittenOverride row, string column, string value, string rule, string text) =>
        new(row.Row, ReturnedOutcome.Refused, column, value, rule, Sentence(text));

    private static string Sentence(string clause) => $"{char.ToUpperInvariant(clause[0])}{clause[1..]}.";

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
