namespace Forecasting.Trust;

/// <summary>By what a plan is split into workbooks of their own, beside the one of everything.</summary>
public enum WorkbookSplit
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>One for each category of products.</summary>
    Category,

    /// <summary>One for each supplier or sending place.</summary>
    Supplier,

    /// <summary>One for each place.</summary>
    Location,
}
