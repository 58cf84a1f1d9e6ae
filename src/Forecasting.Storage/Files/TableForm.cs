using System.Collections.Immutable;
using Forecasting.Storage.Files.Wide;

namespace Forecasting.Storage.Files;

/// <summary>What a table must be turned into before its columns can be matched: nothing, or another shape with other headers.</summary>
/// <remarks>Rows go through it one by one, the header first, so that a table of any form is read like a table of ours.</remarks>
internal abstract class TableForm
{
    /// <summary>The headers after the turn.</summary>
    public abstract ImmutableArray<string> Headers { get; }

    /// <summary>What a data owner should know about the turn, after the rows were read; full sentences.</summary>
    public virtual ImmutableArray<string> Notes => [];

    /// <summary>The form of a table with these headers.</summary>
    public static TableForm Of(Feed feed, ImmutableArray<string> headers, FeedSettings settings) =>
        (TableForm?)WideForm.Recognise(feed, headers, settings) ?? (TableForm?)VetoForm.Recognise(feed, headers) ?? new LongForm(headers);

    /// <summary>The data rows after the turn.</summary>
    /// <param name="rows">The data rows of the file, without the header.</param>
    public abstract IEnumerable<RawRow> Turn(IEnumerable<RawRow> rows);

    /// <summary>One row for each fact: our own form.</summary>
    private sealed class LongForm(ImmutableArray<string> headers) : TableForm
    {
        public override ImmutableArray<string> Headers => headers;

        public override IEnumerable<RawRow> Turn(IEnumerable<RawRow> rows) => rows;
    }
}
