namespace Forecasting.Storage.Files;

/// <summary>Where the rows of a feed go as they are read.</summary>
/// <typeparam name="T">A row.</typeparam>
internal interface IRowSink<in T>
{
    /// <summary>Forgets every row so far: reading begins again without a file that failed half-way.</summary>
    void Restart();

    /// <summary>Takes a valid row that is no repetition.</summary>
    void Load(T row);

    /// <summary>Hears of a row that was set aside for its values: what stands in them otherwise may still tell something.</summary>
    /// <param name="row">The row; a value at fault is a placeholder.</param>
    /// <param name="faults">What is wrong, one or more; valid only during the call.</param>
    void SetAside(T row, IReadOnlyList<ValueFault> faults);

    /// <summary>Takes a row in the place of an earlier one with the same key, which a later file corrects.</summary>
    /// <param name="index">The earlier one, by its place among the rows loaded, from 0.</param>
    /// <param name="row">The row that counts.</param>
    void Replace(int index, T row);
}
