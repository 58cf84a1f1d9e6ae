using Forecasting.Storage.Service;
using Forecasting.Storage.Tests.Runs;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Service;

/// <summary>What was told is written by one of those who saw the same.</summary>
public class AlertBookTest
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 5, 30, 0, TimeSpan.Zero);

    [Test]
    public void TryWrite_TwentyServicesAtOnce_IsOneMessageSentOnce()
    {
        using var directory = new DataDirectory(StoreKind.PostgreSql);
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var alert = new ToldAlert(new string('a', 64), "Missed", "run", At, At, 1);
        var written = LedgerStore.InParallel(20, _ =>
        {
            using var own = ForecastingDatabase.Open(directory.DatabasePath);
            return new AlertBook(own).TryWrite(0, [alert], ("Alarms", "{}"), ["mail", "webhook"], At);
        });
        Assert.That(written.Where(number => number is not null), Is.EqualTo(new long?[] { 1 }));
        var book = new AlertBook(database);
        Assert.That((book.Revision(), book.Standing(), book.Messages(At.AddDays(-1)).Single()), Is.EqualTo((1L, new[] { alert }, new AlertEntry(1, "Alarms", At, "{}"))));
        var mail = book.Deliveries(At.AddDays(-1))[0];
        Assert.That((mail.Channel, mail.State, mail.Tries), Is.EqualTo(("mail", AlertState.Pending, 0)));
        var claims = LedgerStore.InParallel(20, _ =>
        {
            using var own = ForecastingDatabase.Open(directory.DatabasePath);
            return new AlertBook(own).TryClaim(mail, At.AddMinutes(1));
        });
        Assert.That(claims.Count(isMine => isMine), Is.EqualTo(1));
        book.Record(mail, AlertState.Sent, "", At.AddSeconds(5));
        Assert.That(book.Deliveries(At.AddDays(-1)).Select(d => (d.Channel, d.State, d.Tries)), Is.EqualTo(new[] { ("mail", AlertState.Sent, 1), ("webhook", AlertState.Pending, 0) }));
        Assert.That(book.TryWrite(1, [alert with { Cleared = At }], null, [], At), Is.EqualTo(2));
        Assert.That(book.Standing(), Is.Empty);
    }

    [Test]
    public void Newest_StagesOfRuns_AreThoseThatWereKept()
    {
        using var directory = new DataDirectory(StoreKind.PostgreSql);
        using var database = ForecastingDatabase.Open(directory.DatabasePath);
        var times = new WorkTimes(database);
        for (var i = 0; i < 25; i++)
            times.Keep($"q{i}", [new StageTime("read", i), new StageTime("plan", 0.5)], At.AddMinutes(i));
        var newest = times.Newest(20);
        Assert.That(newest, Has.Length.EqualTo(20));
        Assert.That(newest[0], Is.EqualTo(new[] { new StageTime("read", 24), new StageTime("plan", 0.5) }));
        Assert.That(newest[^1][0].Seconds, Is.EqualTo(5));
    }
}
