using System.Collections.Immutable;

namespace Forecasting.Storage.Files;

/// <summary>What a number may be.</summary>
internal enum NumberRange
{
    Any,
    NonNegative,
    Positive,
    Share,
}

/// <summary>What a column holds, as far as reading differs.</summary>
internal enum ColumnKind
{
    Text,
    Number,
    Date,
}

/// <summary>One column of a feed: our name, and the names that other systems give it.</summary>
/// <param name="Name">Our name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="IsRequired">True when a row without it is set aside and a file without it is refused.</param>
/// <param name="Range">What its number may be.</param>
/// <param name="Aliases">Other names, most telling first, in the form of <see cref="FeedColumns.Normalize"/>.</param>
internal sealed record FeedColumn(string Name, ColumnKind Kind, bool IsRequired, NumberRange Range, ImmutableArray<string> Aliases);
