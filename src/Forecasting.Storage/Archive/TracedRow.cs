using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Archive;

/// <summary>One row of an input file that a published figure comes from.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">Line on which the row begins, the header being line 1; in workbooks and Parquet the number of the row.</param>
/// <param name="HasLine">True when <paramref name="Line"/> is a line of a text, false when it is the number of a row.</param>
/// <param name="Text">The row as it stands there, personal data masked.</param>
/// <param name="Day">The day it speaks of; null where its feed has none.</param>
/// <param name="Location">The place it speaks of; null where its feed has none, or it speaks of every place.</param>
/// <param name="Units">Units; 0 where its feed has none.</param>
public sealed record TracedRow(string File, long Line, bool HasLine, string Text, DateOnly? Day, Location? Location, decimal Units);

/// <summary>The rows of one feed that speak of a product.</summary>
/// <param name="Feed">Which feed.</param>
/// <param name="Rows">Those that count: newest day first, then in the order of the files.</param>
/// <param name="Repeated">Rows that repeat another word for word; they do not count.</param>
/// <param name="SetAside">Rows that were set aside for their values; they do not count.</param>
/// <param name="Unknown">Rows of a day that was not known on the morning of the plan, or of an older count than the newest; they were not used.</param>
public sealed record FeedTrace(Feed Feed, ImmutableArray<TracedRow> Rows, int Repeated, int SetAside, int Unknown)
{
    /// <summary>Units of the rows that count.</summary>
    public decimal Units => Rows.Sum(r => r.Units);
}
