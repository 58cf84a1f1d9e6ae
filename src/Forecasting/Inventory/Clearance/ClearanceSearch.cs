using static System.FormattableString;

namespace Forecasting.Inventory.Clearance;

/// <summary>The search for the discount that pays best.</summary>
/// <param name="task">What is to be sold.</param>
/// <param name="outlook">Stock, demand and terms.</param>
/// <param name="elasticity">What a price does.</param>
/// <param name="price">Price today, &gt; 0.</param>
/// <param name="settings">How far a discount may go.</param>
internal sealed class ClearanceSearch(
    ClearanceTask task, StockOutlook outlook, PriceElasticity elasticity, decimal price, ClearanceSettings settings)
{
    // Where the exact answer is a whole per cent, rounding must not make it one more.
    private const double Rounding = 1e-9;

    private readonly KeptStock? kept =
        task.IsLost || outlook.Terms.UnitCost is not null ? new KeptStock(outlook, outlook.Terms.UnitCost ?? 0, task.Days, task.IsLost) : null;

    /// <summary>The hint.</summary>
    public Outcome<ClearanceHint> Find()
    {
        var needed = NeededAt(elasticity.Value);
        var reach = 1 - elasticity.LowestPrice * (1 - settings.Reach) / (double)price;
        var deepest = (int)Math.Floor(Math.Min(reach, settings.MostDiscount) * 100 + Rounding);
        if (deepest <= 0)
        {
            return new Outcome<ClearanceHint>.Skipped(Invariant(
                $"Not estimable: today's price of {price:0.00} is as low as any on record, and nobody knows what a lower one does."));
        }

        var most = Math.Min(needed, deepest);
        var best = kept is null ? most : Best(most);
        return new Outcome<ClearanceHint>.Done(Compose(best, most, needed, deepest, reach < settings.MostDiscount));
    }

    // The discount of whole per cents that brings most, the larger one where two bring the same; 0 where none brings anything.
    private int Best(int most)
    {
        var (best, bestGain, worth, sold) = (0, 0.0, 0.0, 0.0);
        for (var percent = 1; percent <= most; percent++)
        {
            var extra = ExtraAt(percent, elasticity.Value);
            worth += kept!.Worth(extra, extra - sold);
            sold = extra;
            var gain = RevenueChange(percent, elasticity.Value) - worth;
            if (gain > 0 && gain >= bestGain)
                (best, bestGain) = (percent, gain);
        }

        return best;
    }

    private ClearanceHint Compose(int best, int most, int needed, int deepest, bool isReach)
    {
        var asked = Math.Round(price * (100 - best) / 100, 2);
        var hint = new ClearanceHint(
            best / 100.0,
            best == 0 ? price : asked,
            outlook.AsOf.AddDays(task.Days - 1),
            needed / 100.0,
            NeededAt(elasticity.Strongest) / 100.0,
            NeededAt(elasticity.Weakest) / 100.0,
            Units(task.Expected + ExtraAt(best, elasticity.Value)),
            Units(task.Expected + ExtraAt(best, elasticity.Weakest)),
            Money(RevenueChange(best, elasticity.Value)),
            WorthAt(best),
            "");
        return hint with { Reason = best > 0 ? Pays(hint, best, needed, deepest, isReach) : DoesNotPay(hint, most) };
    }

    private string Pays(ClearanceHint hint, int best, int needed, int deepest, bool isReach)
    {
        var text = Invariant($"{best} % off ({hint.Price:0.00} instead of {price:0.00}) {(best == 1 ? "is" : "are")} expected to sell {hint.Sells:0.#} units by {hint.By:yyyy-MM-dd} instead of {task.Expected:0.#}, at least {hint.SellsAtWorst:0.#}")
            + (hint.Gain is { } gain
                ? Invariant($", and to bring {gain:0.00} more than to keep them ({Signed(hint.RevenueChange)} revenue, {hint.KeptWorth:0.00} that they would save later).")
                : Invariant($", and {Signed(hint.RevenueChange)} revenue; without a unit cost nobody knows what to keep them would bring."));
        if (best >= needed)
            return $"{text} {Band(hint)}{Source()}";
        var why = best < deepest ? "which brings less"
            : isReach ? Invariant($"and the record tells nothing of prices below {Math.Floor((double)price * (100 - deepest)) / 100:0.00}")
            : Invariant($"and more than {deepest} % is not proposed");
        return Invariant($"{text} To sell all {task.Wanted:0.#} would take {Range(hint)}, {why}.{Source()}");
    }

    private string DoesNotPay(ClearanceHint hint, int most)
    {
        var (change, worth) = (Money(RevenueChange(most, elasticity.Value)), WorthAt(most) ?? 0);
        return Invariant($"A price cut does not pay: {most} % off would sell {task.Expected + ExtraAt(most, elasticity.Value):0.#} units by {hint.By:yyyy-MM-dd} instead of {task.Expected:0.#}, ")
            + Invariant($"and bring {worth - change:0.00} less than to keep them ({Signed(change)} revenue, {worth:0.00} that they would save later).")
            + Source();
    }

    private static string Band(ClearanceHint hint) =>
        Invariant($"To sell all may take {Percents(hint.NeededAtLeast)} to {Percents(hint.NeededAtMost)} %.");

    private static string Range(ClearanceHint hint) =>
        Invariant($"{Percents(hint.Needed)} % ({Percents(hint.NeededAtLeast)} to {Percents(hint.NeededAtMost)})");

    private string Source() =>
        Invariant($" Elasticity {elasticity.Value:0.0} ({elasticity.Strongest:0.0} to {elasticity.Weakest:0.0}), from {elasticity.Source}.");

    private static string Percents(double share) => Invariant($"{Math.Round(share * 100)}");

    private static string Signed(decimal money) => money < 0 ? Invariant($"{-money:0.00} less") : Invariant($"{money:0.00} more");

    private int NeededAt(double elasticity) =>
        (int)Math.Ceiling((1 - Math.Pow(task.Wanted / task.Expected, 1 / elasticity)) * 100 - Rounding);

    private double ExtraAt(int percent, double elasticity) =>
        Math.Min(task.Excess, task.Expected * (Math.Pow((100 - percent) / 100.0, elasticity) - 1));

    private double RevenueChange(int percent, double elasticity) =>
        (double)price * ((task.Expected + ExtraAt(percent, elasticity)) * (100 - percent) / 100 - task.Expected);

    private decimal? WorthAt(int percent)
    {
        if (kept is null)
            return null;
        var (worth, sold) = (0.0, 0.0);
        for (var p = 1; p <= percent; p++)
        {
            var extra = ExtraAt(p, elasticity.Value);
            worth += kept.Worth(extra, extra - sold);
            sold = extra;
        }

        return Money(worth);
    }

    private static decimal Units(double units) => Math.Round((decimal)Math.Min(units, 1e15), 3);

    private static decimal Money(double money) => Math.Round((decimal)Math.Clamp(money, -1e15, 1e15), 2);
}
