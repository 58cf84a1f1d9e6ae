using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>The formulas of the sheet <em>Why</em>: the rules of <see cref="Inventory.Replenishment"/> and <see cref="Inventory.OrderSizing"/>, and the levels from the table in the row.</summary>
/// <remarks>
/// Sums are rounded to six decimals, because a spreadsheet adds in binary. Between lead times and targets of the table the levels are taken as straight lines and rounded up; limits, late arrivals and
/// refusals are those of the nearer lead time; beyond its ends they are those of the end. INDEX has a row and a column everywhere, which every program reads alike.
/// </remarks>
internal sealed class WhyFormulas
{
    private readonly WhyLayout at;

    /// <param name="at">Where the columns stand.</param>
    public WhyFormulas(WhyLayout at)
    {
        this.at = at;
        var (days, targets) = (at.Days, at.TargetAxis);
        var (firstDay, lastDay, firstTarget, lastTarget) = (new RowCell(days.First), new RowCell(days.Last), new RowCell(targets.First), new RowCell(targets.Last));

        Before = new($"MIN(3,MATCH(MEDIAN(ROUNDUP({at.LeadTime},0),{firstDay},{lastDay}),{days},1))");
        BeforeWeight = new($"(MEDIAN(ROUNDUP({at.LeadTime},0),{firstDay},{lastDay})-INDEX({days},1,{at.Before}))/(INDEX({days},1,{at.Before}+1)-INDEX({days},1,{at.Before}))");
        Nearest = new($"{at.Before}+IF({at.BeforeWeight}<0.5,0,1)");
        Below = new($"MIN(7,MATCH(MEDIAN({at.Target},{firstTarget},{lastTarget}),{targets},1))");
        BelowWeight = new($"(MEDIAN({at.Target},{firstTarget},{lastTarget})-INDEX({targets},1,{at.Below}))/(INDEX({targets},1,{at.Below}+1)-INDEX({targets},1,{at.Below}))");
        Expected = new($"ROUND((1-{at.BeforeWeight})*INDEX({at.ExpectedAt},1,{at.Before})+{at.BeforeWeight}*INDEX({at.ExpectedAt},1,{at.Before}+1),6)");
        Cap = new($"IF(INDEX({at.CapAt},1,{at.Nearest})=\"\",\"\",INDEX({at.CapAt},1,{at.Nearest}))");
        TooLate = new($"INDEX({at.TooLateAt},1,{at.Nearest})+0");
        Lot = new($"INDEX({at.LotAt},1,{at.Nearest})");
        Refused = new($"INDEX({at.RefusedAt},1,{at.Nearest})+0");
        Basis = new(
            $"IF(OR(ROUNDUP({at.LeadTime},0)<>MEDIAN(ROUNDUP({at.LeadTime},0),{firstDay},{lastDay}),{at.Target}<>MEDIAN({at.Target},{firstTarget},{lastTarget})),\"edge of the table\",IF(AND(OR({at.BeforeWeight}=0,{at.BeforeWeight}=1),OR({at.BelowWeight}=0,{at.BelowWeight}=1)),\"computed\",\"between computed\"))");

        ReorderPoint = new($"MIN({at.Level},{at.Cap})");
        UpTo = new($"MIN(ROUND({at.Level}+{at.Lift},6),{at.Cap})");
        Position = new($"ROUND(-SUM({at.Stock}),6)");
        Need = new($"ROUND({at.UpTo}-{at.Position},6)");
        IsOrdered = new($"IF(AND({at.Refused}=0,{at.Position}<={at.ReorderPoint},{at.Need}>0),1,0)");
        Most = new($"MIN({at.MaxOrder},IF({at.MaxStock}=\"\",1E+15,MAX(0,ROUND({at.MaxStock}-{at.Position},6))))");
        MostInLots = new($"IF({at.Most}>=1E+15,1E+15,ROUND(ROUNDDOWN(ROUND({at.Most}/{at.Lot},9),0)*{at.Lot},6))");

        Safety = new($"ROUND({at.ReorderPoint}-{at.Expected},6)");
        Allowance = new($"ROUND({at.UpTo}-{at.ReorderPoint},6)");
        OnHand = new($"-{at.OnHand}");
        Allocated = new($"{at.Allocated}");
        Backordered = new($"{at.Backordered}");
        OnOrder = new($"-MAX(0,{at.OnOrder}-{at.TooLate})");
        NotNeeded = new($"IF({at.IsOrdered}=1,0,-{at.Need})");
        UpToMinimum = new($"IF({at.IsOrdered}=1,MAX(0,ROUND({at.Moq}-{at.Need},6)),0)");
        LastPack = new($"IF({at.IsOrdered}=1,ROUND(ROUNDUP(ROUND(MAX({at.Moq},{at.Need})/{at.Lot},9),0)*{at.Lot}-MAX({at.Moq},{at.Need}),6),0)");
        MaximumCut = new(
            $"IF({at.IsOrdered}=0,0,IF(ROUND({at.Need}+{at.UpToMinimum}+{at.LastPack},6)<={at.Most},0,IF(OR({at.MostInLots}<{at.Moq},{at.MostInLots}<=0),0,{at.MostInLots})-ROUND({at.Need}+{at.UpToMinimum}+{at.LastPack},6)))");
        Order = new($"ROUND(SUM({at.Terms}),6)");
        Change = new($"ROUND({at.Order}-{at.Published},6)");
        Kept = [.. Enumerable.Range(0, at.KeptTerms).Select(n => new RowFormula($"MAX({at.PublishedTerm(n)},-ROUND(SUM({new RowCells(WhyLayout.FirstTerm, at.Kept(n) - 1)}),6))"))];
        Joined = new($"IF({at.IsOrdered}=1,0,{at.PublishedTerm(0)})");
    }

    public RowFormula Before { get; }

    public RowFormula BeforeWeight { get; }

    public RowFormula Nearest { get; }

    public RowFormula Below { get; }

    public RowFormula BelowWeight { get; }

    public RowFormula Expected { get; }

    public RowFormula Cap { get; }

    public RowFormula TooLate { get; }

    /// <summary>What orders are whole numbers of, where that depends on the lead time.</summary>
    public RowFormula Lot { get; }

    public RowFormula Refused { get; }

    public RowFormula Basis { get; }

    public RowFormula ReorderPoint { get; }

    public RowFormula UpTo { get; }

    public RowFormula Position { get; }

    public RowFormula Need { get; }

    public RowFormula IsOrdered { get; }

    public RowFormula Most { get; }

    public RowFormula MostInLots { get; }

    public RowFormula Safety { get; }

    public RowFormula Allowance { get; }

    public RowFormula OnHand { get; }

    public RowFormula Allocated { get; }

    public RowFormula Backordered { get; }

    public RowFormula OnOrder { get; }

    public RowFormula NotNeeded { get; }

    public RowFormula UpToMinimum { get; }

    public RowFormula LastPack { get; }

    public RowFormula MaximumCut { get; }

    public RowFormula Order { get; }

    public RowFormula Change { get; }

    /// <summary>Terms that keep their published size, as far as there is something to cut.</summary>
    public IReadOnlyList<RowFormula> Kept { get; }

    /// <summary>What was ordered with other items: nothing where the row must be ordered by itself.</summary>
    public RowFormula Joined { get; }

    /// <summary>The level of the target, rounded up.</summary>
    /// <param name="decimals">To so many decimals.</param>
    public RowFormula Level(int decimals) => new(
        $"ROUNDUP(ROUND((1-{at.BeforeWeight})*((1-{at.BelowWeight})*INDEX({at.Levels},1,8*{at.Before}-8+{at.Below})+{at.BelowWeight}*INDEX({at.Levels},1,8*{at.Before}-7+{at.Below}))+{at.BeforeWeight}*((1-{at.BelowWeight})*INDEX({at.Levels},1,8*{at.Before}+{at.Below})+{at.BelowWeight}*INDEX({at.Levels},1,8*{at.Before}+1+{at.Below})),6),{decimals})");

    /// <summary>What an order lifts the position above it, rounded up.</summary>
    /// <param name="decimals">To so many decimals.</param>
    public RowFormula Lift(int decimals) => new(
        $"ROUNDUP(ROUND((1-{at.BeforeWeight})*INDEX({at.LiftAt},1,{at.Before})+{at.BeforeWeight}*INDEX({at.LiftAt},1,{at.Before}+1),6),{decimals})");
}
