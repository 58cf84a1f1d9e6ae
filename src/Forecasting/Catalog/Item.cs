namespace Forecasting.Catalog;

/// <summary>A product's master data: one row of <c>items</c>.</summary>
/// <param name="Sku">Key.</param>
public sealed record Item(Sku Sku)
{
    /// <summary>Name for people; empty when not given.</summary>
    public string Name { get; init; } = "";

    /// <summary>Category; empty when not given.</summary>
    public string Category { get; init; } = "";

    /// <summary>Subcategory; empty when not given.</summary>
    public string Subcategory { get; init; } = "";

    /// <summary>Brand; empty when not given.</summary>
    public string Brand { get; init; } = "";

    /// <summary>Unit of measure as the customer writes it; <c>each</c> when not given.</summary>
    public string Unit { get; init; } = "each";

    /// <summary>The supplier's own code for the product; empty when not given.</summary>
    public string SupplierSku { get; init; } = "";

    /// <summary>GTIN / EAN; empty when not given. Text: leading zeros count.</summary>
    public string Gtin { get; init; } = "";

    /// <summary>The style that this product is a variant of; empty when it is none.</summary>
    public string Style { get; init; } = "";

    /// <summary>Size of a variant as the customer writes it; empty when not given.</summary>
    public string Size { get; init; } = "";

    /// <summary>Colour of a variant; empty when not given.</summary>
    public string Colour { get; init; } = "";

    /// <summary>Volume of one unit, in the unit of the suppliers' capacities and the places' storage, &gt; 0; null when not given.</summary>
    public decimal? Volume { get; init; }

    /// <summary>Weight of one unit, in the unit of the suppliers' weights, &gt; 0; null when not given.</summary>
    public decimal? Weight { get; init; }

    /// <summary>The product that this one follows.</summary>
    public Sku? Replaces { get; init; }

    /// <summary>Planning values.</summary>
    public PlanningColumns Planning { get; init; } = PlanningColumns.None;

    /// <summary>True when fractions of a unit exist (kg, g, t, l, ml, m, m2, m3), so that quantities are not
    /// rounded to whole numbers.</summary>
    public bool IsDivisible => Unit.Trim().ToUpperInvariant() is
        "KG" or "G" or "T" or "LB" or "L" or "LITRE" or "LITER" or "ML" or "M" or "METRE" or "METER" or "CM" or "M2" or "M3";
}
