namespace Forecasting.Storage.Tests;

/// <summary>Holds a database open in a process of its own until its input ends: what a test of the lock needs.</summary>
internal static class DatabaseHolder
{
    private static void Main(string[] arguments)
    {
        using var database = ForecastingDatabase.Open(arguments[0]);
        Console.WriteLine("held");
        Console.ReadLine();
    }
}
