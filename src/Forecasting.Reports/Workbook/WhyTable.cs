using Forecasting.Inventory.WhatIf;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>The columns behind the sheet <em>Why</em>: the steps of its formulas, and the levels that they read. Folded away until somebody asks.</summary>
internal static class WhyTable
{
    private const double Width = 9;

    /// <summary>The columns.</summary>
    /// <param name="at">Where they stand.</param>
    /// <param name="formulas">The formulas of the sheet.</param>
    /// <param name="kept">Published sizes of the terms that keep them.</param>
    public static IEnumerable<TableColumn<WhyRow>> Columns(WhyLayout at, WhyFormulas formulas, IReadOnlyList<Func<WhyRow, decimal>> kept)
    {
        var (level, lift) = ((RowFormula[])[formulas.Level(0), formulas.Level(3)], (RowFormula[])[formulas.Lift(0), formulas.Lift(3)]);
        return
        [
            Step("Lead time before", formulas.Before, t => Math.Min(t.OwnLeadTime + 1, WhyLayout.LeadTimes - 1)),
            Step("Way to the next", formulas.BeforeWeight, _ => 0),
            Step("Nearer lead time", formulas.Nearest, t => t.OwnLeadTime + 1),
            Step("Target below", formulas.Below, t => Math.Min(t.OwnTarget + 1, WhyLayout.Targets - 1)),
            Step("Way to the next", formulas.BelowWeight, t => t.OwnTarget == WhyLayout.Targets - 1 ? 1 : 0),
            Plain("Level before limits (units)", r => r.FromTable(level[r.Decimals / 3], r.Level)),
            Plain("Lot allowance before limits (units)", r => r.FromTable(lift[r.Decimals / 3], r.Lift)),
            Plain("Highest level (units)", r => r switch
            {
                { Table: null } or { IsLive: false } => CellContent.Blank,
                { Cap: { } cap } => CellContent.Calculated(SheetFormula.Of(formulas.Cap, r.Number), cap),
                _ => CellContent.Calculated(SheetFormula.Of(formulas.Cap, r.Number), ""),
            }),
            Plain("Arrives too late (units)", r => r.FromTable(formulas.TooLate, r.TooLate)),
            Plain("No order now (1 = yes)", r => r.FromTable(formulas.Refused, r.IsRefused ? 1 : 0)),
            Plain("Need (units)", r => r.Live(formulas.Need, r.Why.Need)),
            Plain("Ordered (1 = yes)", r => r.Live(formulas.IsOrdered, r.IsOrdered ? 1 : 0)),
            Plain("Largest now (units)", r => r.Live(formulas.Most, r.Most)),
            Plain("in lots (units)", r => r.Live(formulas.MostInLots, r.MostInLots)),
            .. kept.Select((size, n) => Plain("Published term (units)", r => size(r) is not 0 and var units ? CellContent.Number(units) : CellContent.Blank)),
            .. AtLeadTimes("Lead time (days)", l => CellContent.Number((decimal)l.Days)),
            .. Enumerable.Range(0, WhyLayout.Targets).Select(t => Plain($"Target {t + 1}", r => r.Table is { } table ? CellContent.Number(table.Targets[t]) : CellContent.Blank)),
            .. AtLeadTimes("Expected demand (units)", l => CellContent.Number(l.ExpectedDemand)),
            .. AtLeadTimes("Lot allowance (units)", l => NotZero(l.LotAllowance)),
            .. AtLeadTimes("Highest level (units)", l => CellContent.Number(l.Cap)),
            .. AtLeadTimes("Too late (units)", l => NotZero(l.TooLate)),
            .. AtLeadTimes("No order (1 = yes)", l => NotZero(l.IsRefused ? 1 : 0)),
            .. Enumerable.Range(0, WhyLayout.LeadTimes).Select(d => Plain(
                $"Lot (units), {d + 1}", r => r.HasLots ? CellContent.Number(r.Table!.LeadTimes[d].Lot) : CellContent.Blank)),
            .. Enumerable.Range(0, WhyLayout.LeadTimes).SelectMany(d => Enumerable.Range(0, WhyLayout.Targets).Select(t => Plain(
                $"Level, lead time {d + 1}, target {t + 1} (units)",
                r => r.Table is { } table ? CellContent.Number(table.LeadTimes[d].Levels[t]) : CellContent.Blank))),
        ];

        TableColumn<WhyRow> Step(string header, RowFormula formula, Func<LevelTable, int> own) =>
            Plain(header, r => r.Table is { } table ? r.FromTable(formula, own(table)) : CellContent.Blank);
    }

    private static IEnumerable<TableColumn<WhyRow>> AtLeadTimes(string header, Func<LevelsAtLeadTime, CellContent> content) =>
        Enumerable.Range(0, WhyLayout.LeadTimes).Select(d => Plain(
            $"{header}, {d + 1}", r => r.Table is { } table ? content(table.LeadTimes[d]) : CellContent.Blank));

    private static CellContent NotZero(decimal units) => units == 0 ? CellContent.Blank : CellContent.Number(units);

    private static TableColumn<WhyRow> Plain(string header, Func<WhyRow, CellContent> content) => new(header, Width, Looks.Unstyled, content);
}
