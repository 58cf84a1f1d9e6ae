namespace Forecasting.Storage.Files;

/// <summary>What is wrong with one value.</summary>
/// <param name="Column">Where it stands.</param>
/// <param name="Value">The value found.</param>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Text">What was found, what was expected, what to do; a clause without the full stop.</param>
internal sealed record ValueFault(MatchedColumn Column, string Value, string Rule, string Text);

/// <summary>What is wrong with the values of one row: the first fault of each column.</summary>
internal sealed class RowFaults
{
    private readonly List<ValueFault> faults = [];

    /// <summary>The faults, in the order of reading.</summary>
    public IReadOnlyList<ValueFault> All => faults;

    /// <summary>Goes to another row.</summary>
    public void Clear() => faults.Clear();

    /// <summary>True when something is wrong with the value of that column.</summary>
    public bool Has(MatchedColumn column) => faults.Exists(f => f.Column == column);

    /// <summary>Notes what is wrong, unless the column has a fault already.</summary>
    /// <typeparam name="T">Type of the value that the column should hold.</typeparam>
    /// <param name="column">Where it stands.</param>
    /// <param name="value">The value found.</param>
    /// <param name="rule">Name of the rule.</param>
    /// <param name="text">What was found, what was expected, what to do; a clause without the full stop.</param>
    /// <param name="placeholder">What to read in its place.</param>
    /// <returns><paramref name="placeholder"/>, so that reading goes on.</returns>
    public T Add<T>(MatchedColumn column, string value, string rule, string text, T placeholder)
    {
        if (!Has(column))
            faults.Add(new ValueFault(column, value, rule, text));
        return placeholder;
    }
}
