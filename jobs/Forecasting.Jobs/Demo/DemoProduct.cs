namespace Forecasting.Jobs.Demo;

/// <summary>A product of the sample company: its master data, and the demand that we, unlike its planners, know.</summary>
internal sealed record DemoProduct
{
    /// <summary>Code: text, often with leading zeros.</summary>
    public required string Sku { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>GTIN-13.</summary>
    public required string Gtin { get; init; }

    /// <summary>The line of products it belongs to.</summary>
    public required DemoRange Range { get; init; }

    /// <summary>Mean demand of a day at a place of size 1, in <see cref="SaleStep"/>s, over the year.</summary>
    public required double DailyDemand { get; init; }

    /// <summary>Growth of demand per year, as a share.</summary>
    public required double YearlyGrowth { get; init; }

    /// <summary>Smallest quantity sold, units: 1, or 0.5 where the unit is divisible.</summary>
    public required decimal SaleStep { get; init; }

    /// <summary>Purchase cost of one unit.</summary>
    public required decimal UnitCost { get; init; }

    /// <summary>Regular selling price of one unit.</summary>
    public required decimal UnitPrice { get; init; }

    /// <summary>Sale steps in a pack.</summary>
    public required int PackSteps { get; init; }

    /// <summary>Sale steps in the smallest order.</summary>
    public required int MinimumOrderSteps { get; init; }

    /// <summary>The target in the words of the input contract; empty = the default.</summary>
    public required string ServiceTarget { get; init; }

    /// <summary>True when the stores get it from the hub by transfer.</summary>
    public required bool IsTransferred { get; init; }

    /// <summary>First day on sale; null = before the history begins.</summary>
    public DateOnly? Launch { get; init; }

    /// <summary>Last day on sale; null = not planned.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Code of the product it follows; empty = none.</summary>
    public string Replaces { get; init; } = "";

    /// <summary>True when single requests come weeks apart.</summary>
    public bool IsIntermittent => Range.Category == "Spare parts";

    /// <summary>True when <paramref name="day"/> lies between launch and end.</summary>
    public bool IsOnSale(DateOnly day) => (Launch is null || day >= Launch) && (End is null || day <= End);
}

/// <summary>A line of products that differ in size or colour.</summary>
/// <param name="Category">Category.</param>
/// <param name="Subcategory">Subcategory.</param>
/// <param name="Name">Name without the variant.</param>
/// <param name="Supplier">Supplier code.</param>
/// <param name="Season">Demand by calendar month, January first, in per cent of the mean.</param>
/// <param name="FirstCost">Cost of the first variant.</param>
/// <param name="DailyDemand">Daily demand of the first variant.</param>
/// <param name="Pack">Units in a pack.</param>
/// <param name="Variants">Variants, smallest first, parted by bars.</param>
internal sealed record DemoRange(
    string Category, string Subcategory, string Name, string Supplier, int[] Season, decimal FirstCost, double DailyDemand, int Pack, string Variants)
{
    /// <summary>Unit of measure.</summary>
    public string Unit { get; init; } = "each";

    /// <summary>Days that it keeps; 0 = for ever.</summary>
    public int ShelfLifeDays { get; init; }

    /// <summary>True when the variant itself is the code, as a plumber would write it.</summary>
    public bool VariantIsCode { get; init; }
}
