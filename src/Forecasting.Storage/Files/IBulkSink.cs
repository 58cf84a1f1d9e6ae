namespace Forecasting.Storage.Files;

/// <summary>Where the rows of a big table go: it finds repetitions and corrections by itself, when all are read.</summary>
/// <typeparam name="T">A row.</typeparam>
internal interface IBulkSink<in T> : IRowSink<T>
{
    /// <summary>Goes to another file.</summary>
    /// <param name="number">Its place among the files of the feed, from 0.</param>
    /// <param name="header">Its header.</param>
    /// <param name="profile">How it is read.</param>
    void Begin(int number, HeaderMatch header, ReadingProfile profile);

    /// <summary>Takes a row straight from its bytes, if every field has its plain form.</summary>
    /// <param name="raw">The row, sound as a whole.</param>
    /// <param name="hash">Hash of the row and its header.</param>
    /// <param name="units">Its units, × <see cref="PlainField.One"/>.</param>
    /// <returns>False when the row must be read as text.</returns>
    bool TryLoad(RawRow raw, UInt128 hash, out long units);

    /// <summary>Takes a valid row that was read as text.</summary>
    void Load(T row, RawRow raw, UInt128 hash);
}
