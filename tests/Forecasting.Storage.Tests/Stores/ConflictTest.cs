using Dapper;
using Forecasting.Storage.Tests.Runs;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Stores;

/// <summary>Transactions that get into each other's way on a server are done again, and nothing is lost.</summary>
public class ConflictTest
{
    private DataDirectory directory = null!;

    [SetUp]
    public void MakeTable()
    {
        directory = new DataDirectory(StoreKind.PostgreSql);
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        database.Connection.Execute("create table public.counter (name text primary key, amount integer not null)");
    }

    [TearDown]
    public void Clean() => directory?.Dispose();

    [Test]
    public void InTransaction_TwoInOppositeOrder_BothComplete()
    {
        using (var database = ForecastingDatabase.Open(directory.DatabasePath))
            database.Connection.Execute("insert into public.counter values ('a', 0), ('b', 0)");
        using var halfway = new Barrier(2);
        var tries = LedgerStore.InParallel(2, i =>
        {
            using var database = ForecastingDatabase.Open(directory.DatabasePath);
            var tried = 0;
            database.InTransaction(() =>
            {
                Add(database, i == 0 ? "a" : "b");

                // Both have one row now and want the other: one of them has to give way.
                if (tried++ == 0)
                    halfway.SignalAndWait();
                Add(database, i == 0 ? "b" : "a");
            });
            return tried;
        });
        Assert.That(tries.Order(), Is.EqualTo(new[] { 1, 2 }), "one was the victim, once");
        Assert.That(Amounts(), Is.EqualTo(new[] { "a 2", "b 2" }));
    }

    [Test]
    public void InTransaction_EightUpsertTheSameKeys_NothingIsLost()
    {
        const int Rounds = 25;
        LedgerStore.InParallel(8, _ =>
        {
            using var database = ForecastingDatabase.Open(directory.DatabasePath);
            for (var round = 0; round < Rounds; round++)
            {
                var name = $"key {round}";
                database.InTransaction(() =>
                {
                    if (Add(database, name) == 0)
                    {
                        database.Guarded(() => database.Connection.Execute(
                            "insert into public.counter values (@name, 1)", new { name }, database.Transaction));
                    }
                });
            }

            return true;
        });
        Assert.That(Amounts(), Is.EqualTo(Enumerable.Range(0, Rounds).Select(round => $"key {round} 8").Order(StringComparer.Ordinal)));
    }

    private static int Add(ForecastingDatabase database, string name) => database.Guarded(() => database.Connection.Execute(
        "update public.counter set amount = amount + 1 where name = @name", new { name }, database.Transaction));

    private IEnumerable<string> Amounts() =>
        directory.Query("select name || ' ' || amount from public.counter").Order(StringComparer.Ordinal);
}
