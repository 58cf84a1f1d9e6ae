namespace Forecasting.History;

/// <summary>The words of the sheet in which overrides go out and come back: whoever writes it and whoever reads it must use the same.</summary>
public static class OverrideForm
{
    /// <summary>Name of the sheet.</summary>
    public const string Sheet = "Overrides";

    /// <summary>Stands before the id of the run, in a cell of its own above the header.</summary>
    public const string RunMark = "Run ";

    /// <summary>Header of the reference, see <see cref="OverrideReference"/>.</summary>
    public const string Reference = "Ref";

    /// <summary>Header of the mark that takes an override back: yes or no.</summary>
    public const string Withdraw = "Withdraw";

    /// <summary>Header of the second person's name.</summary>
    public const string ApprovedBy = "Approved by";

    /// <summary>What a planner can choose as kind.</summary>
    public const string Kinds = "set,add,multiply";

    /// <summary>What a planner can choose as mark.</summary>
    public const string Marks = "yes,no";

    /// <summary>Empty rows to write into.</summary>
    public const int EmptyRows = 100;
}
