using System.Globalization;
using Forecasting.Planning;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Tests.Runs;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Stores;

/// <summary>Many ask a server for the same at the same moment: it is made once, and every one of them is on record.</summary>
public class ParallelTriggersTest
{
    private const int Triggers = 100;

    [Test]
    public void Open_TwentyAtOnce_GiveAnEmptyDatabaseItsSchemaOnce()
    {
        for (var time = 0; time < 5; time++)
        {
            using var directory = new DataDirectory(StoreKind.PostgreSql);
            var address = directory.DatabasePath;
            var versions = LedgerStore.InParallel(20, _ =>
            {
                using var own = ForecastingDatabase.Open(address);
                return own.Scalar<int>("Schema/ReadVersion");
            });
            Assert.That(versions, Is.All.EqualTo(SqlText.Migrations("PostgreSql")[^1].Version));
        }
    }

    [Test]
    public void Begin_HundredAtOnce_BeginsOneRun()
    {
        using var directory = new DataDirectory(StoreKind.PostgreSql);
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var identity = new RunIdentity(
            new DateOnly(2026, 3, 2), "all", RunIdentity.HashOf("settings"), [KeyValuePair.Create("sales.csv", RunIdentity.HashOf("sales"))], "1.0.0");
        var at = new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
        var begun = LedgerStore.InParallel(Triggers, i =>
        {
            using var own = ForecastingDatabase.Open(directory.DatabasePath);
            return new RunLedger(own).Begin(identity, at, string.Create(CultureInfo.InvariantCulture, $"trigger {i}"));
        });
        Assert.That(begun.Count(b => b.IsNew), Is.EqualTo(1));
        Assert.That(begun.Select(b => b.Run.RunId).Distinct(), Is.EqualTo(new[] { identity.RunId }));
        Assert.That(new RunLedger(database).Runs().Select(r => r.RunId), Is.EqualTo(new[] { identity.RunId }));
        Assert.That(new AuditLog(database).Verify(), Is.Null);
        Assert.That(
            directory.Query("select actor from run.audit where act = 'trigger'").Order(StringComparer.Ordinal),
            Is.EqualTo(Enumerable.Range(0, Triggers).Select(i => $"trigger {i}").Order(StringComparer.Ordinal)));
    }
}
