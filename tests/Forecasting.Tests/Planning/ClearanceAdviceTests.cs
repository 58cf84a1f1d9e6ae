using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.Forecasters;
using Forecasting.History;
using Forecasting.Inventory.Clearance;
using Forecasting.Planning;
using Forecasting.Tests.Inventory.Clearance;
using NUnit.Framework;

namespace Forecasting.Tests.Planning;

[TestFixture]
public sealed class ClearanceAdviceTests
{
    private const int Weeks = 104;
    private static readonly string[] Others = ["B", "C", "D", "E", "F"];
    private static readonly DateOnly Start = SmallFirm.AsOf.AddDays(-7 * Weeks);
    private static readonly PlanSettings Settings = new() { Forecast = new ForecastSettings { Model = ForecastModel.MovingAverage } };

    [Test]
    public void By_OnlyWhatIsTooMuch_AndItsCategory_IsAsked()
    {
        var (plan, input) = Planned(Firm());
        var asked = PricesAsked.By(plan, input)!;
        Assert.That(new[] { "A", "B", "F", "X" }.Where(sku => asked.Includes(SmallFirm.Key(sku))), Is.EqualTo(new[] { "A", "B", "F" }), "X is of another category");
        Assert.That((asked.Bucket, asked.First, asked.End), Is.EqualTo((TimeBucket.Week, Start, SmallFirm.AsOf)));
        (plan, input) = Planned(Firm(stock: 20));
        Assert.That(PricesAsked.By(plan, input), Is.Null);
    }

    [Test]
    public void Add_PricesThatTell_HintsOnTheFindingAndItsLine()
    {
        var (plan, input) = Planned(Firm());
        var told = Add(plan, input, Prices(input, "A", Others));
        var finding = told.Advice.Stock.Single(f => f.Key.Sku.Code == "A");
        var hint = ((Outcome<ClearanceHint>.Done)finding.Clearance!).Value;
        Assert.That(hint.Discount, Is.InRange(0.05, 0.28));
        Assert.That(hint.Reason, Does.Match(@"Elasticity -[12]\.\d \(.*\), from 104 weeks at 3 prices, and by [0-9]+ % what is usual in its category, -[12]\.\d of 6\.$"));
        var line = told.Lines.Single(l => l.Key == finding.Key);
        Assert.That(line.Recommendation.Notes[^1], Is.EqualTo("Price cut: " + hint.Reason));
        Assert.That(
            told.Lines.Select(l => l.Recommendation.Explanation), Is.EqualTo(plan.Lines.Select(l => l.Recommendation.Explanation)), "no order is changed");
        Assert.That(told.Lines.Where(l => l.Key != finding.Key).Select(l => l.Recommendation.Notes.Length), Is.EqualTo(plan.Lines.Where(l => l.Key != finding.Key).Select(l => l.Recommendation.Notes.Length)));
    }

    // A's own prices never moved: what its category does is no answer.
    [Test]
    public void Add_PriceThatNeverMoved_IsNotEstimable()
    {
        var (plan, input) = Planned(Firm());
        var prices = Prices(input, "A", Others).Select(p => p.Key.Sku.Code == "A" ? p with { Paid = [.. p.Paid.Select(_ => 4.99)] } : p);
        var told = Add(plan, input, prices);
        Assert.That(
            told.Advice.Stock.Single(f => f.Key.Sku.Code == "A").Clearance,
            Is.EqualTo(new Outcome<ClearanceHint>.Skipped("Not estimable: the price never changed (104 weeks at 4.99).")));
        Assert.That(
            Add(plan, input, []).Advice.Stock.Single(f => f.Key.Sku.Code == "A").Clearance,
            Is.EqualTo(new Outcome<ClearanceHint>.Skipped("Not estimable: no sale on record carries a price.")));
    }

    // A week's price event is the price itself; a promotion on record in the same weeks explains them.
    [Test]
    public void Add_EventsOfThePrice_AreNotTakenOut_ThoseOfPromotionsAre()
    {
        var (plan, input) = Planned(Firm());
        var prices = Prices(input, "A").ToArray();
        var (plain, priced, promoted) = (HintOf(input), HintOf(With(EventKind.Price)), HintOf(With(EventKind.Promotion)));
        Assert.That(priced, Is.EqualTo(plain));
        Assert.That(
            promoted.NeededAtMost - promoted.NeededAtLeast,
            Is.GreaterThan(2 * (plain.NeededAtMost - plain.NeededAtLeast)), "what is left is a fifth off against a tenth");

        ClearanceHint HintOf(PlanInput changed) =>
            ((Outcome<ClearanceHint>.Done)Add(plan, changed, prices).Advice.Stock.Single(f => f.Key.Sku.Code == "A").Clearance!).Value;

        PlanInput With(EventKind kind) => input with
        {
            Events =
            [
                .. Enumerable.Range(0, Weeks).Where(t => PricedShop.Offers(t, 10) < 10).Select(t => new CalendarEvent(
                    new DateRange(Start.AddDays(7 * t), Start.AddDays(7 * t + 6)), "cut", kind, new Sku("A"), "", null, null)),
            ],
        };
    }

    [Test]
    public void Add_AnyThreadsAndOrder_IsTheSame()
    {
        var (plan, input) = Planned(Firm());
        var prices = Prices(input, "A", Others).ToArray();
        var asked = PricesAsked.By(plan, input)!;
        var one = ClearanceAdvice.Add(plan, input, asked, prices, 1, CancellationToken.None);
        var many = ClearanceAdvice.Add(plan, input, asked, prices.Reverse(), 4, CancellationToken.None);
        Assert.That(many.Advice.Stock, Is.EqualTo(one.Advice.Stock));
    }

    private static Plan Add(Plan plan, PlanInput input, IEnumerable<PriceHistory> prices) =>
        ClearanceAdvice.Add(plan, input, PricesAsked.By(plan, input)!, prices, 1, CancellationToken.None);

    private static (Plan Plan, PlanInput Input) Planned(SmallFirm firm)
    {
        var input = firm.Input(Settings);
        return (Plan.Make(input, 1, null, CancellationToken.None), input);
    }

    private static IEnumerable<PriceHistory> Prices(PlanInput input, string sku, params IEnumerable<string> others) =>
        others.Prepend(sku).Select(code => new PriceHistory(SmallFirm.Key(code), TimeBucket.Week, Start, Paid(input, code)));

    private static ImmutableArray<double> Paid(PlanInput input, string code) =>
        [.. input.Series.Single(s => s.Key.Sku.Code == code).Quantities.Select((units, t) => units > 0 ? PricedShop.Offers(t, 10) : double.NaN)];

    // Of A is too much; B to F are of its category, X is not.
    private static SmallFirm Firm(decimal stock = 900)
    {
        var firm = new SmallFirm();
        foreach (var (code, i) in Others.Prepend("A").Append("X").Select((code, i) => (code, i)))
        {
            new PricedShop { Weeks = Weeks }.Prices(100 + i, out var sold);
            firm.Item(code, item => item with { Category = code == "X" ? "Toys" : "Tea", Planning = new PlanningColumns { UnitCost = 3, UnitPrice = 10 } })
                .Sells(code, sold.Quantities)
                .Holds(code, code == "A" ? stock : 20);
        }

        return firm;
    }
}
