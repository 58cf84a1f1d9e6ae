using System.Collections.Immutable;
using System.Globalization;

namespace Forecasting.Reports.Formats;

/// <summary>What a field of a format may hold. Checked for every line before a byte is written.</summary>
public abstract record FieldRule
{
    private FieldRule()
    {
    }

    /// <summary>True when it may not be empty.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Text.</summary>
    /// <param name="Most">Most characters (UTF-16 units, as databases and SAP count them), 1 or more.</param>
    /// <param name="Least">Fewest characters of a text that is not empty.</param>
    public sealed record Text(int Most, int Least = 1) : FieldRule
    {
        /// <summary>The characters of this field alone; null = those of the file.</summary>
        public Repertoire? Characters { get; init; }

        /// <inheritdoc/>
        public override string ToString() => Words(Least == Most ? Whole(Most) : Least > 1 ? $"{Whole(Least)}..{Whole(Most)}" : $"..{Whole(Most)}");
    }

    /// <summary>A number of 0 or more.</summary>
    /// <param name="Digits">Most digits, before and after the decimal mark together.</param>
    /// <param name="Decimals">Most digits after it; 0 = whole numbers only.</param>
    public sealed record Number(int Digits, int Decimals) : FieldRule
    {
        /// <inheritdoc/>
        public override string ToString() =>
            Words(Decimals == 0 ? $"whole, {Whole(Digits)} digits" : $"number, {Whole(Digits)} digits, {Whole(Decimals)} decimals");
    }

    /// <summary>Digits alone, of one of some lengths; a code and no number: leading zeros count.</summary>
    /// <param name="Lengths">Lengths that are right.</param>
    public sealed record Code(ImmutableArray<int> Lengths) : FieldRule
    {
        /// <inheritdoc/>
        public override string ToString() => Words($"digits, {string.Join(" or ", Lengths.Select(Whole))}");
    }

    /// <summary>The most characters it may have; 0 = not counted in characters.</summary>
    internal int MostCharacters => this is Text text ? text.Most : 0;

    /// <summary>Why a value cannot stand there; null when it can.</summary>
    /// <param name="value">The value as it would be written, without escapes.</param>
    /// <param name="characters">The characters of the file.</param>
    /// <param name="most">What the partner allows, in characters; null = no less than the format.</param>
    public string? Fault(string value, Repertoire characters, int? most = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(characters);
        if (value.Length == 0)
            return IsRequired ? "is required" : null;
        if (most < value.Length && (this is not Text text || most <= text.Most))
            return $"has {Whole(value.Length)} characters; the partner takes {Whole(most.Value)}";
        return this switch
        {
            Text rule => Fault(value, rule) ?? (rule.Characters ?? characters).Fault(value),
            Number rule => Fault(value, rule),
            Code rule => Fault(value, rule),
            _ => null,
        };
    }

    private static string? Fault(string value, Text rule) =>
        value.Length > rule.Most ? $"has {Whole(value.Length)} characters; {(rule.Least == rule.Most ? "exactly" : "at most")} {Whole(rule.Most)} fit"
        : value.Length < rule.Least ? $"has {Whole(value.Length)} characters; {(rule.Least == rule.Most ? "exactly" : "at least")} {Whole(rule.Least)} are needed"
        : null;

    private static string? Fault(string value, Number rule)
    {
        var point = value.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : value.Length - point - 1;
        if (decimals > rule.Decimals)
            return rule.Decimals == 0 ? "has decimals; only whole numbers fit" : $"has {Whole(decimals)} decimals; at most {Whole(rule.Decimals)} fit";
        var digits = value.AsSpan().TrimStart("0.").Length - (point > 0 && value[0] != '0' ? 1 : 0);
        return digits > rule.Digits ? $"has {Whole(digits)} digits; at most {Whole(rule.Digits)} fit" : null;
    }

    private static string? Fault(string value, Code rule) =>
        !value.All(char.IsAsciiDigit) ? "is not digits alone"
        : !rule.Lengths.Contains(value.Length) ? $"has {Whole(value.Length)} digits; {string.Join(" or ", rule.Lengths.Select(Whole))} are needed"
        : null;

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Words(string kind) => IsRequired ? kind + ", required" : kind;
}
