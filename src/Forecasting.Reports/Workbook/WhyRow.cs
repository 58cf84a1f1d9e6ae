using Forecasting.Catalog;
using Forecasting.Inventory;
using Forecasting.Inventory.WhatIf;
using Forecasting.Planning;
using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>A row of the sheet <em>Why</em>: a line of the plan, and how much of it the sheet can compute again.</summary>
internal sealed class WhyRow
{
    /// <param name="line">The line.</param>
    /// <param name="number">Row of the sheet.</param>
    /// <param name="rank">Its place among the decisions; null = it is none.</param>
    /// <param name="hasTable">True when the sheet has room for its table of levels.</param>
    public WhyRow(PlanLine line, int number, int? rank, bool hasTable)
    {
        (Line, Number, Rank, Why) = (line, number, rank, line.Recommendation.Explanation);
        Table = hasTable && line.Levels is { } table && Fits(table) ? table : null;
        Cap = Own?.Cap;
        Level = Own is { } own ? (decimal)own.Levels[Table!.OwnTarget] : Why.ReorderPoint;
        Lift = Own?.LotAllowance ?? Why.LotAllowance;
        Lot = Own?.Lot ?? line.Terms.PackSize;
        TooLate = Own?.TooLate ?? 0;
        OnOrder = Why.OnOrder + TooLate;
        var isNeeded = Why.InventoryPosition <= Why.ReorderPoint && Why.Need > 0;
        IsRefused = Own?.IsRefused ?? (isNeeded && Why.NotNeeded != 0);
        IsOrdered = isNeeded && !IsRefused;
        Most = Math.Min(line.Terms.MaxOrder ?? NoLimit, line.Terms.MaxStock is { } stock ? Math.Max(0, stock - Why.InventoryPosition) : NoLimit);
        var sized = IsOrdered ? OrderSizing.Size(Why.Need, line.Terms.Moq, Lot, Most < NoLimit ? Most : null) : default;
        IsLive = (sized.MinimumRounding, sized.PackRounding, sized.MaximumCut) == (Why.MinimumOrderRounding, Why.PackRounding, Why.MaximumCut)
            && Why.NotNeeded == (IsOrdered ? 0 : -Why.Need);
    }

    /// <summary>Units that stand for no limit.</summary>
    private const decimal NoLimit = 1e15m;

    public PlanLine Line { get; }

    public int Number { get; }

    public int? Rank { get; }

    public OrderExplanation Why { get; }

    /// <summary>Its levels for other lead times and targets; null = they are values.</summary>
    public LevelTable? Table { get; }

    /// <summary>True when the rules of ordering in the sheet give what the plan says; else they stand there as values.</summary>
    public bool IsLive { get; }

    public decimal Level { get; }

    public decimal Lift { get; }

    public decimal Lot { get; }

    /// <summary>True when lots depend on the lead time: fixed lots do, packs do not.</summary>
    public bool HasLots => Table is { } table && table.LeadTimes.Any(l => l.Lot != Lot);

    public decimal? Cap { get; }

    public decimal TooLate { get; }

    /// <summary>All that is on its way, too late or not.</summary>
    public decimal OnOrder { get; }

    public bool IsRefused { get; }

    public bool IsOrdered { get; }

    public decimal Most { get; }

    public decimal MostInLots => Most < NoLimit ? Math.Floor(Most / Lot) * Lot : NoLimit;

    /// <summary>Decimals that levels are rounded up to.</summary>
    public int Decimals => Table is null || Table.LeadTimes.All(l => decimal.IsInteger(l.LotAllowance) && l.Levels.All(double.IsInteger)) ? 0 : 3;

    /// <summary>The target as a number; null = least cost, as a value only.</summary>
    public double? Target => Table is { } table ? table.Targets[table.OwnTarget] : Line.Terms.ServiceTarget switch
    {
        ServiceTarget.FillRate fill => fill.Share,
        ServiceTarget.CycleServiceLevel level => level.Probability,
        _ => null,
    };

    /// <summary>What does not move with the cells of the row; empty when everything does.</summary>
    public string Stays => string.Join(", ", Fixed());

    private LevelsAtLeadTime? Own => Table?.LeadTimes[Table.OwnLeadTime];

    /// <summary>A formula where the sheet can compute the row again, with the value that the plan has.</summary>
    public CellContent Live(RowFormula formula, decimal value) =>
        IsLive ? CellContent.Calculated(SheetFormula.Of(formula, Number), value) : CellContent.Number(value);

    /// <summary>A formula where the row has a table.</summary>
    public CellContent FromTable(RowFormula formula, decimal value) =>
        Table is not null && IsLive ? CellContent.Calculated(SheetFormula.Of(formula, Number), value) : CellContent.Number(value);

    private IEnumerable<string> Fixed()
    {
        if (Table is null)
            yield return "levels";
        if (!IsLive)
            yield return "rules of ordering";
        if (Table is { DependsOnStock: true })
            yield return "demand lost with the planned stock";
        if (Why.Joined != 0)
            yield return "orders of the supplier's other items";
        if (Why.OfferRounding != 0)
            yield return "what a better price or full pallets add";
        if (Why.SharedRounding != 0)
            yield return "what the order as a whole adds or cuts";
        if (Why.BudgetCut != 0)
            yield return "the budget's cut";
        if (Why.SourceCut != 0)
            yield return "the source's cut";
    }

    // A table of this line, and not of one that was planned again since.
    private bool Fits(LevelTable table)
    {
        var own = table.LeadTimes[table.OwnLeadTime];
        var (level, cap) = ((decimal)own.Levels[table.OwnTarget], own.Cap ?? decimal.MaxValue);
        return Math.Min(level, cap) == Why.ReorderPoint && Math.Min(level + own.LotAllowance, cap) == Why.OrderUpToLevel
            && own.ExpectedDemand == Why.ExpectedDemand
            && own.IsRefused == (Why.InventoryPosition <= Why.ReorderPoint && Why.Need > 0 ? Why.NotNeeded != 0 : own.IsRefused);
    }
}
