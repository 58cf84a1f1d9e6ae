using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;

namespace Forecasting.Reports.Formats;

/// <summary>One value that a format cannot carry.</summary>
/// <param name="Key">Product and place of the row.</param>
/// <param name="Field">Our name of the field.</param>
/// <param name="Element">Where it would stand.</param>
/// <param name="Value">The value, whole.</param>
/// <param name="Rule">What is wrong with it: <c>has 25 characters; at most 22 fit</c>.</param>
public sealed record FormatFault(SkuLocation Key, string Field, string Element, string Value, string Rule)
{
    /// <summary>The fault as a sentence.</summary>
    public override string ToString() => $"{Key.Sku.Code} at {Key.Location.Code}, {Field} ({Element}): \"{Value}\" {Rule}.";
}

/// <summary>A partner's file that cannot be written as it should be, and every reason: nothing is written.</summary>
public sealed class FormatRefusedException : FormatException
{
    private const int Shown = 20;

    /// <summary>A refusal.</summary>
    /// <param name="partner">Name of the partner.</param>
    /// <param name="format">Name of the format.</param>
    /// <param name="faults">All faults, in the order of the rows; at least one.</param>
    public FormatRefusedException(string partner, string format, ImmutableArray<FormatFault> faults)
        : base(Sentence(partner, format, faults)) => Faults = faults;

    /// <summary>All faults, in the order of the rows.</summary>
    public ImmutableArray<FormatFault> Faults { get; }

    private static string Sentence(string partner, string format, ImmutableArray<FormatFault> faults)
    {
        var rest = faults.Length > Shown ? string.Create(CultureInfo.InvariantCulture, $"\n  and {faults.Length - Shown:#,0} more") : "";
        var count = faults.Length == 1 ? "1 value does" : string.Create(CultureInfo.InvariantCulture, $"{faults.Length:#,0} values do");
        return $"Partner {partner}: {count} not fit into {format}, and nothing is published:\n  "
            + string.Join("\n  ", faults.Take(Shown)) + rest;
    }
}
