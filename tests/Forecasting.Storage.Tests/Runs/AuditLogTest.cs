using System.Globalization;
using Dapper;
using Forecasting.Planning;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Tests.Stores;
using NUnit.Framework;
using static Forecasting.Storage.Tests.Runs.LedgerSamples;

namespace Forecasting.Storage.Tests.Runs;

[OnEveryStore]
public class AuditLogTest(StoreKind kind)
{
    private const int Rows = 1000;

    private LedgerStore store = null!;
    private AuditLog log = null!;

    [SetUp]
    public void Open()
    {
        store = LedgerStore.Open(kind);
        log = new AuditLog(store.Database);
    }

    [TearDown]
    public void Close() => store?.Dispose();

    [Test]
    public void Append_Act_IsChainedToTheOneBefore()
    {
        Assert.That(log.Verify(), Is.Null);
        log.Append(Act("first"));
        log.Append(Act("second"));
        var entries = log.Read();
        Assert.That(entries.Select(e => (e.Number, e.Act, e.PreviousHash)), Is.EqualTo(new[]
        {
            (1L, Act("first") with { At = Morning.ToUniversalTime() }, AuditEntry.Origin),
            (2L, Act("second") with { At = Morning.ToUniversalTime() }, entries[0].Hash),
        }));
        Assert.That(log.Verify(), Is.Null);
    }

    [Test]
    public void Append_Entry_HasTheHashThatAnyoneCanComputeAgain()
    {
        log.Append(Act("why"));
        Assert.That(log.Read()[0].Hash, Is.EqualTo(RunIdentity.HashOf(
            "1\u001f2024-04-15T03:30:00.000000\u001fanna\u001ftest\u001frun\u001fwhy\u001f" + new string('0', 64))));
    }

    [TestCase("two\nlines", "two\\u000alines")]
    [TestCase("\u001b[2Jred", "\\u001b[2Jred")]
    [TestCase("a\u202eb\u2028c\u0000", "a\\u202eb\\u2028c\\u0000")]
    [TestCase("Søren 😀", "Søren 😀")]
    public void Append_ControlCharacters_AreWrittenAsTheirNumbers(string text, string shown)
    {
        log.Append(new AuditAct(Morning, text, "test", text, text));
        var act = log.Read()[0].Act;
        Assert.That((act.Actor, act.Subject, act.Detail), Is.EqualTo((shown, shown, shown)));
        Assert.That(log.Verify(), Is.Null);
    }

    [Test]
    public void Append_HalfACharacter_IsReplaced()
    {
        // Not as an argument of a test case: attributes are kept as UTF-8, which has no such thing.
        log.Append(Act("\ud800"));
        Assert.That(log.Read()[0].Act.Detail, Is.EqualTo("\ufffd"));
        Assert.That(log.Verify(), Is.Null);
    }

    [Test]
    public void Append_InATransactionThatFails_LeavesNoEntry()
    {
        log.Append(Act("kept"));
        Assert.That(
            () => store.Database.InTransaction(() =>
            {
                log.Append(Act("lost"));
                throw new InvalidOperationException();
            }),
            Throws.InvalidOperationException);
        log.Append(Act("next"));
        Assert.That(log.Read().Select(e => e.Act.Detail), Is.EqualTo(new[] { "kept", "next" }));
        Assert.That(log.Verify(), Is.Null);
    }

    [Test]
    public void Append_ManyAtOnce_GivesOneChain()
    {
        LedgerStore.InParallel(16, i =>
        {
            for (var k = 0; k < 10; k++)
                store.Contend(db => new AuditLog(db).Append(Act($"{i} {k}")));
            return 0;
        });
        Assert.That(log.Read(), Has.Count.EqualTo(160));
        Assert.That(log.Verify(), Is.Null);
    }

    [Test]
    public void Verify_AnyOfAThousandRowsEditedRemovedOrMoved_IsFound()
    {
        store.Database.InTransaction(() =>
        {
            for (var i = 1; i <= Rows; i++)
                log.Append(Act($"act {i}"));
        });
        var entries = log.Read();
        Assert.That(entries, Has.Count.EqualTo(Rows));
        Assert.That(log.Verify(), Is.Null);

        // Each row in each way, on the log as it is read; the store's part is the same for every row and is tried on three of them.
        for (var i = 0; i < Rows; i++)
        {
            var edited = entries.ToList();
            edited[i] = edited[i] with { Act = edited[i].Act with { Detail = "act 0" } };
            Assert.That(AuditLog.Fault(edited, Rows, entries[^1].Hash, null), Is.Not.Null);
            var removed = entries.ToList();
            removed.RemoveAt(i);
            Assert.That(AuditLog.Fault(removed, Rows, entries[^1].Hash, null), Is.Not.Null);
            var moved = entries.ToList();
            var other = (i + 1) % Rows;
            (moved[i], moved[other]) = (moved[other] with { Number = i + 1 }, moved[i] with { Number = other + 1 });
            Assert.That(AuditLog.Fault(moved, Rows, entries[^1].Hash, null), Is.Not.Null);
        }
    }

    [TestCase(1)]
    [TestCase(5)]
    [TestCase(10)]
    public void Verify_RowChangedInTheStore_IsFound(int number)
    {
        for (var i = 1; i <= 10; i++)
            log.Append(Act($"act {i}"));
        Sql($"update run.audit set actor = 'nobody' where audit_no = {number}");
        Assert.That(log.Verify(), Is.EqualTo($"Entry {number} of the audit log is not what was written."));
        Sql($"update run.audit set actor = 'anna' where audit_no = {number}");
        Assert.That(log.Verify(), Is.Null);
        Sql($"delete from run.audit where audit_no = {number}");
        Assert.That(log.Verify(), Is.EqualTo(number == 10
            ? "The audit log has 9 entries, and its head says 10: entries at its end are missing."
            : $"Entry {number} of the audit log is missing: entry {number + 1} stands in its place."));
    }

    [Test]
    public void Verify_HashKeptElsewhere_FindsALogCutShortOrWrittenAnew()
    {
        log.Append(Act("one"));
        log.Append(Act("two"));
        var kept = log.Read()[^1].Hash;
        log.Append(Act("three"));
        Assert.That(log.Verify(kept), Is.Null, "entries may have followed it");
        Sql("delete from run.audit where audit_no > 1");
        Sql($"update run.audit_head set audit_no = 1, entry_hash = '{log.Read()[0].Hash}'");
        Assert.That(log.Verify(), Is.Null, "the log alone cannot know");
        Assert.That(log.Verify(kept), Is.EqualTo(
            "No entry of the audit log has the hash that was kept: entries are missing, or the log was written anew."));
    }

    [Test]
    public void Note_SettingsThatChanged_AreNamedWithOldAndNewValue()
    {
        var ledger = new RunLedger(store.Database);
        var record = new SettingsRecord(store.Database);
        Begin("one", 0, new SettingValue("a", "1", "default"), new SettingValue("b", "x", "default"));
        Begin("two", 1, new SettingValue("a", "2", "settings.json"), new SettingValue("b", "x", "default"));
        Begin("two", 2, new SettingValue("a", "2", "settings.json"), new SettingValue("b", "x", "default"));
        Assert.That(log.Read().Where(e => e.Act.Act == AuditActs.Settings).Select(e => e.Act.Detail), Is.EqualTo(new[] { "a: 1 → 2" }));

        void Begin(string hash, int hours, params SettingValue[] values)
        {
            var run = new RunIdentity(Cycle, "all", hash, [KeyValuePair.Create("file", hours.ToString(CultureInfo.InvariantCulture))], "1.0");
            ledger.Begin(run, Morning.AddHours(hours), "anna");
            record.Note(run.RunId, hash, values, "anna", Morning.AddHours(hours));
        }
    }

    private void Sql(string text) => store.Database.Connection.Execute(text);

    private static AuditAct Act(string detail) => new(Morning, "anna", "test", "run", detail);
}
