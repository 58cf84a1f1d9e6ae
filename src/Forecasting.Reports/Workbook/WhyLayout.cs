using Forecasting.Reports.Spreadsheet;

namespace Forecasting.Reports.Workbook;

/// <summary>Where the columns of the sheet <em>Why</em> stand, so that its formulas find them.</summary>
/// <param name="offers">Columns of units added for what few plans know, before those of the order as a whole.</param>
/// <param name="cuts">Columns of units cut, after the budget's.</param>
/// <param name="derived">Columns between the position and the table of levels.</param>
internal sealed class WhyLayout(int offers, int cuts, int derived)
{
    /// <summary>Lead times of a table of levels.</summary>
    public const int LeadTimes = 4;

    /// <summary>Targets of a table of levels.</summary>
    public const int Targets = 8;

    public const int FirstTerm = 8;

    public const int FirstInput = 4;

    public RowCell Expected { get; } = new(FirstTerm);

    public RowCell Safety { get; } = new(FirstTerm + 1);

    public RowCell Allowance { get; } = new(FirstTerm + 2);

    public RowCells Stock { get; } = new(FirstTerm + 3, FirstTerm + 6);

    public RowCell NotNeeded { get; } = new(FirstTerm + 7);

    public RowCell UpToMinimum { get; } = new(FirstTerm + 8);

    public RowCell LastPack { get; } = new(FirstTerm + 9);

    public RowCell MaximumCut { get; } = new(FirstTerm + 10);

    /// <summary>Column of a term that keeps its published size, from 0.</summary>
    public int Kept(int number) => MaximumCut.Column + 1 + number;

    /// <summary>Terms that keep their published size.</summary>
    public int KeptTerms => offers + 2 + cuts;

    public int LastTerm => MaximumCut.Column + KeptTerms;

    public RowCells Terms => new(FirstTerm, LastTerm);

    public RowCell Order => new(LastTerm + 1);

    public RowCell Published => new(LastTerm + 2);

    public RowCell Change => new(LastTerm + 3);

    public RowCell LeadTime => Input(0);

    public RowCell Target => Input(1);

    public RowCell OnHand => Input(2);

    public RowCell Allocated => Input(3);

    public RowCell Backordered => Input(4);

    public RowCell OnOrder => Input(5);

    public RowCell Moq => Input(6);

    public RowCell Lot => Input(7);

    public RowCell MaxOrder => Input(8);

    public RowCell MaxStock => Input(9);

    /// <summary>Where the levels come from, and what does not move.</summary>
    public int Basis => Input(10).Column;

    public RowCell ReorderPoint => Input(12);

    public RowCell UpTo => Input(13);

    public RowCell Position => Input(14);

    public int LastDerived => Position.Column + derived;

    public RowCell Before => Step(0);

    public RowCell BeforeWeight => Step(1);

    public RowCell Nearest => Step(2);

    public RowCell Below => Step(3);

    public RowCell BelowWeight => Step(4);

    public RowCell Level => Step(5);

    public RowCell Lift => Step(6);

    public RowCell Cap => Step(7);

    public RowCell TooLate => Step(8);

    public RowCell Refused => Step(9);

    public RowCell Need => Step(10);

    public RowCell IsOrdered => Step(11);

    public RowCell Most => Step(12);

    public RowCell MostInLots => Step(13);

    /// <summary>The published size of a term, from 0.</summary>
    public RowCell PublishedTerm(int number) => Step(14 + number);

    public RowCells Days => Block(0, LeadTimes);

    public RowCells TargetAxis => Block(LeadTimes, Targets);

    public RowCells ExpectedAt => Scalars(0);

    public RowCells LiftAt => Scalars(1);

    public RowCells CapAt => Scalars(2);

    public RowCells TooLateAt => Scalars(3);

    public RowCells RefusedAt => Scalars(4);

    public RowCells LotAt => Scalars(5);

    /// <summary>Levels, all targets of the first lead time first.</summary>
    public RowCells Levels => Block(7 * LeadTimes + Targets, LeadTimes * Targets);

    private RowCell Input(int number) => new(LastTerm + FirstInput + number);

    private RowCell Step(int number) => new(LastDerived + 1 + number);

    private RowCells Scalars(int number) => Block((1 + number) * LeadTimes + Targets, LeadTimes);

    private RowCells Block(int skipped, int columns) =>
        new(PublishedTerm(KeptTerms).Column + skipped, PublishedTerm(KeptTerms).Column + skipped + columns - 1);
}
