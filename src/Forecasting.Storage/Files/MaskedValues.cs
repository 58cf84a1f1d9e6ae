using Forecasting.Storage.Privacy;

namespace Forecasting.Storage.Files;

/// <summary>Personal data that was taken out of the texts of one column.</summary>
internal sealed class MaskedValues
{
    private readonly SortedSet<PersonalKind> kinds = [];

    /// <summary>Values that held some.</summary>
    public long Count { get; private set; }

    /// <summary>The kinds, for people.</summary>
    public string Kinds => string.Join(", ", kinds.Select(k => k.Plural()));

    /// <summary>Counts a value.</summary>
    /// <param name="found">The kinds that it held.</param>
    public void Add(IEnumerable<PersonalKind> found)
    {
        Count++;
        kinds.UnionWith(found);
    }
}
