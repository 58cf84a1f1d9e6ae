using Forecasting.Storage.Files;
using Forecasting.Storage.Import;

namespace Forecasting.Storage.Tests;

/// <summary>What tests need another process for: to hold a database open until the input ends, or to import a folder and be killed.</summary>
internal static class DatabaseHolder
{
    /// <summary>First argument of an import; then database and folder.</summary>
    public const string Import = "import";

    private static void Main(string[] arguments)
    {
        if (arguments is [Import, var path, var folder])
        {
            using var importing = ForecastingDatabase.Open(path);
            Console.WriteLine("open");
            new HistoryImport(importing).Import(DataFolder.Scan(folder, new InputSettings()), new InputSettings());
            return;
        }

        using var database = ForecastingDatabase.Open(arguments[0]);
        Console.WriteLine("held");
        Console.ReadLine();
    }
}
