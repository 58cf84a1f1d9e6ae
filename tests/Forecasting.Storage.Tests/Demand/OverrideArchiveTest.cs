using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Demand;

[OnEveryStore]
public class OverrideArchiveTest(StoreKind store)
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static readonly OverrideVersion First = new(
        1,
        1,
        new DemandOverride(new Sku("=1+1 \"ü\""), null, new DateRange(Monday, Monday.AddDays(6)), OverrideKind.Multiply, 1.25, "Fair\nof the year", "Anna", null),
        "Anna",
        new DateTimeOffset(2026, 3, 2, 9, 30, 0, 123, TimeSpan.Zero),
        "0123456789ab",
        Monday);

    [Test]
    public void Append_EveryVersion_IsThereForEverInOrder()
    {
        using var directory = new DataDirectory(store);
        OverrideVersion[] versions =
        [
            First,
            First with { Version = 2, Override = First.Override with { IsWithdrawn = true, ApprovedBy = "Bea", Location = new Location("LEEDS"), Expires = Monday.AddDays(9) }, GivenBy = "Bea" },
            First with { Number = 2, Override = First.Override with { Kind = OverrideKind.Set, Value = -0.1 } },
        ];
        using (var database = ForecastingDatabase.Open(directory.DatabasePath))
        {
            var archive = new OverrideArchive(database);
            Assert.That(archive.Read().Versions, Is.Empty);
            archive.Append([versions[0], versions[2]]);
            archive.Append([versions[1]]);
        }

        using var reopened = ForecastingDatabase.Open(directory.DatabasePath);
        var history = new OverrideArchive(reopened).Read();
        Assert.That(history.Versions, Is.EqualTo(versions));
        Assert.That(history.Standing(), Is.EqualTo(new[] { versions[2].Override with { Reference = "2v1" } }));
        Assert.That(history.Since(Monday.AddDays(7)).Versions, Is.Empty);
        Assert.That(history.Since(Monday.AddDays(6)).Versions, Is.EqualTo(versions));
    }

    [Test]
    public void Append_AVersionThatIsThere_IsRefusedWhole()
    {
        using var directory = new DataDirectory(store);
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var archive = new OverrideArchive(database);
        archive.Append([First]);
        Assert.That(() => archive.Append([First with { Number = 2 }, First with { GivenBy = "Carl" }]), Throws.InstanceOf<DatabaseException>());
        Assert.That(archive.Read().Versions, Is.EqualTo(new[] { First }));
    }
}
