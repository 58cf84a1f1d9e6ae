using Forecasting.Catalog;
using Forecasting.History;
using NUnit.Framework;

namespace Forecasting.Tests.History;

public sealed class OverrideReturnTests
{
    private static readonly DateOnly AsOf = new(2026, 3, 2);

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly DemandOverride Fair = new(
        new Sku("A-7"), new Location("LEEDS"), new DateRange(AsOf.AddDays(7), AsOf.AddDays(20)), OverrideKind.Add, 12, "Fair", "Anna", null);

    private static readonly OverrideHistory Known = new([new OverrideVersion(1, 1, Fair, "Anna", Now, "run-1", AsOf)]);

    [Test]
    public void NewRow_IsTheNextOverrideInItsFirstVersion()
    {
        var taken = Take(Known, "run-2", "Bea", Fair with { Value = 3, Author = "Bea" });
        Assert.That(taken.Rows.Single(), Is.EqualTo(new ReturnedRow(5, ReturnedOutcome.Applied, "", "", "", "")));
        Assert.That(taken.Added, Is.EqualTo(new[] { new OverrideVersion(2, 1, Fair with { Value = 3, Author = "Bea" }, "Bea", Now, "run-2", AsOf) }));
    }

    [Test]
    public void NewRow_Twice_IsOneOverride()
    {
        var taken = Take(OverrideHistory.Empty, "run-1", "Anna", Fair, Fair);
        Assert.That(Outcomes(taken), Is.EqualTo(new[] { ReturnedOutcome.Applied, ReturnedOutcome.Unchanged }));
        Assert.That(Outcomes(Again(taken, "run-1", "Anna", Fair, Fair)), Has.All.EqualTo(ReturnedOutcome.Unchanged));
    }

    [Test]
    public void NewRow_ThatStandsAlready_IsUnchangedInAWorkbookOfAnyRun() =>
        Assert.That(Take(Known, "run-2", "Bea", Fair).Rows.Single().Text, Is.EqualTo("It is on record as 1v1."));

    [Test]
    public void NewRow_CorrectedInTheSameWorkbook_IsTheSameOverride()
    {
        var taken = Take(Known, "run-1", "Anna", Fair with { Value = 14 });
        Assert.That(taken.Added.Single(), Has.Property("Number").EqualTo(1).And.Property("Version").EqualTo(2));
        var both = Take(Known, "run-1", "Anna", Fair, Fair with { Value = 14 });
        Assert.That(both.Added.Single(), Has.Property("Number").EqualTo(2), "the first is still there");
        var other = Take(Known, "run-1", "Bea", Fair with { Value = 14, Author = "Bea" });
        Assert.That(other.Added.Single(), Has.Property("Number").EqualTo(2), "and nobody changes another's without saying so");
    }

    [Test]
    public void KnownRow_Changed_IsTheNextVersion()
    {
        var taken = Take(Known, "run-2", "Bea", Fair with { Reference = "1v1", Value = 14 });
        Assert.That(taken.Added.Single(), Is.EqualTo(new OverrideVersion(1, 2, Fair with { Value = 14 }, "Bea", Now, "run-2", AsOf)));
        Assert.That(Outcomes(Again(taken, "run-2", "Bea", Fair with { Reference = "1v1", Value = 14 })), Is.EqualTo(new[] { ReturnedOutcome.Unchanged }));
    }

    [Test]
    public void KnownRow_OfAnOlderCopy_TakesNothingBack()
    {
        var changed = Take(Known, "run-2", "Bea", Fair with { Reference = "1v1", Value = 14 });
        var untouched = Again(changed, "run-2", "Carl", Fair with { Reference = "1v1" });
        Assert.That(untouched.Rows.Single(), Has.Property("Outcome").EqualTo(ReturnedOutcome.Unchanged).And.Property("Text").EqualTo("Bea has changed it since, and that stands."));
        Assert.That(Refusal(Again(changed, "run-2", "Carl", Fair with { Reference = "1v1", Value = 9 })), Is.EqualTo(("Ref", "1v1", "changed meanwhile")));
        Assert.That(Again(changed, "run-2", "Bea", Fair with { Reference = "1v1", Value = 9 }).Added.Single().Version, Is.EqualTo(3), "who changed it may change it");
    }

    [Test]
    public void Stale_ChangedAndNewRows_AreRefusedAndTheOthersAreNot()
    {
        var from = From("run-0", "Anna");
        var taken = new OverrideReturn(Known, from, Rows(Fair with { Reference = "1v1" }, Fair with { Reference = "1v1", Value = 3 }, Fair with { Value = 4 }));
        Assert.That(Outcomes(taken), Is.EqualTo(new[] { ReturnedOutcome.Unchanged, ReturnedOutcome.Refused, ReturnedOutcome.Refused }));
        Assert.That(taken.Rows[2].Text, Is.EqualTo(
            "The workbook is of run run-0, and run newest was published since; write it into the workbook of that run."));
        Assert.That(taken.Added, Is.Empty);
    }

    [Test]
    public void Withdrawn_StandsNoLongerAndCanBeTakenBackUp()
    {
        var taken = Take(Known, "run-2", "Bea", Fair with { Reference = "1v1", IsWithdrawn = true });
        Assert.That(After(Known, taken).Standing(), Is.Empty);
        var again = new OverrideReturn(After(Known, taken), From("run-3", "Bea", "run-3"), Rows(Fair with { Reference = "1v2" }));
        Assert.That(After(After(Known, taken), again).Standing().Single(), Is.EqualTo(Fair with { Reference = "1v3" }));
        Assert.That(Refusal(Take(OverrideHistory.Empty, "run-2", "Bea", Fair with { IsWithdrawn = true })), Is.EqualTo(("Withdraw", "yes", "withdraw")));
    }

    [Test]
    public void Approval_IsAnothersAndComesWithAnothersWorkbook()
    {
        var approved = Fair with { Reference = "1v1", ApprovedBy = "Bea" };
        Assert.That(Take(Known, "run-2", "Bea", approved).Added.Single().Override.HasSecondPerson, Is.True);
        Assert.That(Take(Known, "run-2", "Carl", approved).Added.Single().Override.ApprovedBy, Is.EqualTo("Bea"));
        Assert.That(Refusal(Take(Known, "run-2", " ANNA", approved)), Is.EqualTo(("Approved by", "Bea", "second person")));
        Assert.That(Refusal(Take(Known, "run-2", "Bea", approved with { ApprovedBy = "anna" })), Is.EqualTo(("Approved by", "anna", "second person")));
        Assert.That(Refusal(Take(Known, "run-2", "Bea", approved with { Value = 99 })), Is.EqualTo(("Approved by", "Bea", "second person")), "a number of her own");
    }

    [Test]
    public void Approval_OfWhatWasChangedSince_DoesNotCount()
    {
        var approved = new OverrideHistory([Known.Versions[0] with { Override = Fair with { ApprovedBy = "Bea" } }]);
        var taken = Take(approved, "run-2", "Anna", Fair with { Reference = "1v1", ApprovedBy = "Bea", Value = 500 });
        Assert.That(taken.Added.Single().Override, Is.EqualTo(Fair with { Value = 500 }));
    }

    [Test]
    public void SameWorkbook_BroughtBySomebodyElse_IsTheirConsent()
    {
        Assert.That(Take(Known, "run-1", "Bea", Fair).Added.Single().Override.ApprovedBy, Is.EqualTo("Bea"));
        Assert.That(Outcomes(Take(Known, "run-1", "Anna", Fair)), Is.EqualTo(new[] { ReturnedOutcome.Unchanged }));
        Assert.That(Outcomes(Take(Known, "run-2", "Bea", Fair with { Reference = "1v1" })), Is.EqualTo(new[] { ReturnedOutcome.Unchanged }), "a row that is only listed is no consent");
        Assert.That(Refusal(Take(Known, "run-1", "Anna", Fair with { ApprovedBy = "Bea" })), Is.EqualTo(("Approved by", "Bea", "second person")));
    }

    [TestCase("2v1")]
    [TestCase("1v2")]
    [TestCase("0v1")]
    [TestCase("=1+1")]
    public void Reference_NobodyKnows_IsRefused(string reference) =>
        Assert.That(Refusal(Take(Known, "run-1", "Anna", Fair with { Reference = reference })), Is.EqualTo(("Ref", reference, "reference")));

    [Test]
    public void RowOfAFile_IsUnchangedOrRefused()
    {
        var row = Fair with { Reference = OverrideReference.OfFile(Fair) };
        Assert.That(Outcomes(Take(OverrideHistory.Empty, "run-1", "Anna", row)), Is.EqualTo(new[] { ReturnedOutcome.Unchanged }));
        Assert.That(Refusal(Take(OverrideHistory.Empty, "run-1", "Anna", row with { Value = 3 })), Is.EqualTo(("Ref", row.Reference, "file")));
    }

    [Test]
    public void NewRow_OfNothingThatIsPlanned_IsRefusedWithItsColumn()
    {
        Assert.That(Refusal(Take(Known, "run-2", "Anna", Fair with { Sku = new Sku("=1+1") })), Is.EqualTo(("SKU", "=1+1", "unknown")));
        Assert.That(Refusal(Take(Known, "run-2", "Anna", Fair with { Location = new Location("YORK") })), Is.EqualTo(("Location", "YORK", "unknown")));
        Assert.That(Refusal(Take(Known, "run-2", "Anna", Fair with { Days = new DateRange(AsOf.AddDays(-9), AsOf.AddDays(-1)) })), Is.EqualTo(("End", "2026-03-01", "past")));
        Assert.That(Refusal(Take(Known, "run-2", "Anna", Fair with { Kind = OverrideKind.Set, Value = -0.5 })), Is.EqualTo(("Value", "-0.5", "range")));
        Assert.That(Outcomes(Take(Known, "run-2", "Anna", Fair with { Value = -0.5, Location = null })), Is.EqualTo(new[] { ReturnedOutcome.Applied }));
    }

    [Test]
    public void AnyOrderOfRows_ComesToTheSame([Values(1, 2, 3)] int seed)
    {
        DemandOverride[] rows = [Fair with { Reference = "1v1", Value = 5 }, Fair with { Value = 7, Author = "Carl" }, Fair with { Sku = new Sku("none") }];
        var shuffled = rows.ToArray();
        new Random(seed).Shuffle(shuffled);
        var (one, other) = (Take(Known, "run-2", "Bea", rows), Take(Known, "run-2", "Bea", shuffled));
        Assert.That(other.Added.OrderBy(v => v.Number), Is.EqualTo(one.Added.OrderBy(v => v.Number)));
        Assert.That(Outcomes(other).Order(), Is.EqualTo(Outcomes(one).Order()));
    }

    private static OverrideReturn Take(OverrideHistory history, string run, string by, params DemandOverride[] rows) =>
        new(history, From(run, by, run), Rows(rows));

    private static OverrideReturn Again(OverrideReturn before, string run, string by, params DemandOverride[] rows) =>
        Take(After(before.Added.Any(v => v.Number == 1 && v.Version == 1) ? OverrideHistory.Empty : Known, before), run, by, rows);

    private static OverrideHistory After(OverrideHistory history, OverrideReturn taken) =>
        new([.. history.Versions.Concat(taken.Added).OrderBy(v => v.Number).ThenBy(v => v.Version)]);

    private static ReturnedFrom From(string run, string by, string newest = "newest") => new(run, newest, AsOf, by, Now,
        (sku, place) => sku.Code == "A-7" && place is not { Code: not "LEEDS" });

    private static System.Collections.Immutable.ImmutableArray<WrittenOverride> Rows(params DemandOverride[] rows) =>
        [.. rows.Select((o, i) => new WrittenOverride(5 + i, o))];

    private static ReturnedOutcome[] Outcomes(OverrideReturn taken) => [.. taken.Rows.Select(r => r.Outcome)];

    private static (string Column, string Value, string Rule) Refusal(OverrideReturn taken)
    {
        var row = taken.Rows.Single(r => r.Outcome == ReturnedOutcome.Refused);
        Assert.That(taken.Added, Is.Empty);
        return (row.Column, row.Value, row.Rule);
    }
}
