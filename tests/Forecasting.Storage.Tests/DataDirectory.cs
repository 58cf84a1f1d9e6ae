using System.IO.Compression;
using System.Text;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Storage.Tests.Stores;

namespace Forecasting.Storage.Tests;

/// <summary>A data folder of one test, beside its database; gone when disposed.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly StoreUnderTest store;

    public DataDirectory(params (string Name, string Text)[] files)
        : this(StoreKind.DuckDb, files)
    {
    }

    public DataDirectory(StoreKind kind, params (string Name, string Text)[] files)
    {
        store = StoreUnderTest.Make(kind, Path.Combine(Root, "forecasting.duckdb"));
        Directory.CreateDirectory(Data);
        foreach (var (name, text) in files)
            Write(name, text);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("forecasting-test-").FullName;

    public string Data => Path.Combine(Root, "data");

    /// <summary>What the database is opened by.</summary>
    public string DatabasePath => store.Address;

    public string PathOf(string name) => Path.Combine(Data, name);

    public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public void Write(string name, byte[] bytes) => File.WriteAllBytes(PathOf(name), bytes);

    public DataFolder Scan(InputSettings? settings = null) => DataFolder.Scan(Data, settings ?? new InputSettings());

    /// <summary>Scans and imports into the database of this folder, which is closed again.</summary>
    public ImportedData Import(InputSettings? settings = null)
    {
        using var database = ForecastingDatabase.Open(DatabasePath);
        return new HistoryImport(database).Import(Scan(settings), settings ?? new InputSettings());
    }

    /// <summary>The one text column of a query on the database of this folder.</summary>
    public List<string> Query(string sql)
    {
        using var database = ForecastingDatabase.Open(DatabasePath);
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}
