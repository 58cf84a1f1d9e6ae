using Forecasting.Storage.Files;

namespace Forecasting.Storage.Tests;

/// <summary>Rows of one feed read into memory, without a database.</summary>
internal sealed class Rows<T> : IRowSink<T>
{
    public List<T> Loaded { get; } = [];

    public void Restart() => Loaded.Clear();

    public void Load(T row) => Loaded.Add(row);

    public void Replace(int index, T row) => Loaded[index] = row;

    public void SetAside(T row, IReadOnlyList<ValueFault> faults)
    {
    }
}

/// <summary>Reads the sales of a folder as values.</summary>
internal static class Sales
{
    public static (List<Forecasting.History.SalesLine> Lines, FeedOutcome Outcome) Read(DataDirectory directory, InputSettings? settings = null)
    {
        var rows = new Rows<Forecasting.History.SalesLine>();
        var files = directory.Scan(settings).Files.Where(f => f.Feed == Feed.Sales).ToList();
        var outcome = new FeedReader<Forecasting.History.SalesLine>(Feed.Sales, settings ?? new InputSettings(), FeedRecords.Sales, null, ReadingContext.None)
            .Read(files, rows, (_, _) => { }, CancellationToken.None);
        return (rows.Loaded, outcome);
    }

    public static (List<Forecasting.History.SalesLine> Lines, FeedOutcome Outcome) Read(string text, InputSettings? settings = null)
    {
        using var directory = new DataDirectory(("sales.csv", text));
        return Read(directory, settings);
    }
}
