namespace Forecasting.Reports.Formats;

/// <summary>A field of a format: what of ours stands where of theirs.</summary>
/// <param name="Name">Our name: a column of <c>reorder.csv</c>, or what the rows of the format have.</param>
/// <param name="Element">Where it stands: a column, segment and element, or path.</param>
/// <param name="Rule">What fits.</param>
public record FormatField(string Name, string Element, FieldRule Rule);

/// <summary>A field with the way to its value.</summary>
/// <typeparam name="TRow">What a row of the format is made of.</typeparam>
/// <param name="Name">Our name.</param>
/// <param name="Element">Where it stands.</param>
/// <param name="Rule">What fits.</param>
/// <param name="Text">The value as it is written, before escapes; empty = none. Depends on nothing but the row and the interchange.</param>
public sealed record FormatField<TRow>(string Name, string Element, FieldRule Rule, Func<TRow, Interchange, string> Text)
    : FormatField(Name, Element, Rule)
{
    /// <summary>True for what is said once for an order: in a table it stands on the order's first row.</summary>
    public bool IsOfOrder { get; init; }
}

/// <summary>A value that a partner profile gives, the same for every row.</summary>
/// <param name="Name">Name in the section <c>values</c> of the profile.</param>
/// <param name="Element">Where it stands.</param>
/// <param name="Rule">What fits.</param>
/// <param name="Default">What stands there when the profile is silent; empty = nothing.</param>
public sealed record FormatValue(string Name, string Element, FieldRule Rule, string Default = "") : FormatField(Name, Element, Rule)
{
    /// <summary>The only values; empty = any.</summary>
    public System.Collections.Immutable.ImmutableArray<string> OneOf { get; init; } = [];
}
