using System.Globalization;

namespace Forecasting.Catalog;

/// <summary>What service the stock must give. The three kinds give different stock and are never interchangeable.</summary>
public abstract record ServiceTarget
{
    private ServiceTarget()
    {
    }

    /// <summary>Share of demanded units served from stock.</summary>
    /// <param name="Share">Strictly between 0 and 1.</param>
    public sealed record FillRate(double Share) : ServiceTarget
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"fill:{Share:0.####}");
    }

    /// <summary>Probability of no stockout in a replenishment cycle.</summary>
    /// <param name="Probability">Strictly between 0 and 1.</param>
    public sealed record CycleServiceLevel(double Probability) : ServiceTarget
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"csl:{Probability:0.####}");
    }

    /// <summary>The level at which one more unit costs as much to hold as it saves in shortages.</summary>
    public sealed record CostOptimal : ServiceTarget
    {
        /// <inheritdoc/>
        public override string ToString() => "cost";
    }

    /// <summary>Reads the text of the input contract: <c>0.95</c>, <c>fill:0.95</c>, <c>csl:0.95</c> or <c>cost</c>.</summary>
    /// <param name="text">The text; letter case and outer blanks do not matter.</param>
    /// <param name="target">The target, when the text is one.</param>
    /// <returns>False when the text is none of the four forms, or the share is not strictly between 0 and 1.</returns>
    public static bool TryParse(string text, out ServiceTarget? target)
    {
        target = null;
        var trimmed = text.Trim();
        if (trimmed.Equals("cost", StringComparison.OrdinalIgnoreCase))
        {
            target = new CostOptimal();
            return true;
        }

        var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        var kind = colon < 0 ? "fill" : trimmed[..colon].Trim();
        if (!double.TryParse(trimmed[(colon + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
            || !(share > 0 && share < 1))
            return false;

        target = kind.ToUpperInvariant() switch
        {
            "FILL" => new FillRate(share),
            "CSL" => new CycleServiceLevel(share),
            _ => null,
        };
        return target is not null;
    }
}
