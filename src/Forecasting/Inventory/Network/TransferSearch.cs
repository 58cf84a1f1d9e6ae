namespace Forecasting.Inventory.Network;

/// <summary>The search for the transfers of one product that save most money.</summary>
/// <remarks>Greedy with its eyes open: what saves most goes first, once counted by the unit and once by the transfer; where suppliers have
/// a minimum also as if they had none, mended afterwards. The best of these is then tried without each of its transfers, and without each
/// place whose minimum may be in the way, until nothing gets better.</remarks>
internal sealed class TransferSearch(TransferTaker[] takers, TransferGiver[] givers, int?[,] ways, decimal costOfTransfer)
{
    // More trials than this are not made: it takes long, and the first choice among many is good.
    private const int MostToMend = 8;

    // Cents that rounding may lose are no improvement.
    private const decimal Rounding = 0.01m;

    /// <summary>The best plan found.</summary>
    public TransferPlan Best()
    {
        var barred = new HashSet<(int Taker, int Giver)>();
        var (best, worth) = BestWithout(barred);
        while (Mend(best, worth, barred) is { } better)
            (best, worth) = better;
        return best;
    }

    private (TransferPlan Plan, decimal Worth)? Mend(TransferPlan plan, decimal worth, HashSet<(int Taker, int Giver)> barred)
    {
        List<(int Taker, int Giver)[]> trials = [];
        for (var t = 0; t < takers.Length; t++)
        {
            (int, int)[] all = [.. Enumerable.Range(0, givers.Length).Select(g => (t, g)).Where(way => !barred.Contains(way))];
            trials.AddRange(all.Where(way => plan.Units(way.Item1, way.Item2) > 0).Select(way => new[] { way }));
            // A place whose minimum order is in the way may hold what others could use.
            if (HasMinimum(takers[t]) && all.Length > 0)
                trials.Add(all);
        }

        if (trials.Count > MostToMend)
            return null;
        foreach (var trial in trials)
        {
            barred.UnionWith(trial);
            var (other, value) = BestWithout(barred);
            if (value > worth + Rounding)
                return (other, value);
            barred.ExceptWith(trial);
        }

        return null;
    }

    private (TransferPlan Plan, decimal Worth) BestWithout(HashSet<(int Taker, int Giver)> barred)
    {
        var hasMinimum = takers.Any(HasMinimum);
        TransferPlan? best = null;
        var worth = decimal.MinValue;
        foreach (var (byUnit, strict) in (ReadOnlySpan<(bool, bool)>)[(true, true), (false, true), (true, false), (false, false)])
        {
            if (!strict && !hasMinimum)
                continue;
            var plan = new TransferPlan(takers, givers, ways, costOfTransfer);
            Fill(plan, byUnit, strict, barred);
            if (!strict)
            {
                plan.Repair(barred);
                Fill(plan, byUnit, true, barred);
            }

            var value = plan.Worth();
            if (best is null || value > worth + Rounding)
                (best, worth) = (plan, value);
        }

        return (best!, worth);
    }

    private static bool HasMinimum(TransferTaker taker) => taker.Outlook.Terms.Moq > taker.Outlook.Terms.PackSize;

    private void Fill(TransferPlan plan, bool byUnit, bool strict, HashSet<(int Taker, int Giver)> barred)
    {
        var offers = new Offer?[takers.Length, givers.Length];
        // Only what was chosen last changes what others are worth: its giver has less, its taker wants less.
        var (taker, giver) = (-1, -1);
        do
        {
            var (best, t0, g0) = ((Offer?)null, -1, -1);
            for (var t = 0; t < takers.Length; t++)
            {
                for (var g = 0; g < givers.Length; g++)
                {
                    if (taker < 0 || t == taker || g == giver)
                        offers[t, g] = barred.Contains((t, g)) ? null : BestOffer(plan, t, g, byUnit, strict);
                    if (offers[t, g] is { } offer && (best is null || offer.IsBetterThan(best.Value, byUnit)))
                        (best, t0, g0) = (offer, t, g);
                }
            }

            (taker, giver) = (t0, g0);
            if (best is { } chosen)
                plan.Add(taker, giver, chosen.Units);
        }
        while (taker >= 0);
    }

    // The best of some quantities: what there is and quarters of it, what the shortage needs, what leaves an order that is accepted.
    private Offer? BestOffer(TransferPlan plan, int t, int g, bool byUnit, bool strict)
    {
        var terms = takers[t].Outlook.Terms;
        if (ways[t, g] is not { } days)
            return null;
        var packs = Math.Floor(Math.Min(plan.Spare(g), plan.Left(t)) / terms.PackSize);
        if (packs <= 0)
            return null;
        var most = packs * terms.PackSize;
        var before = plan.Worth(t);
        var forShortage = OrderSizing.RoundUp(Math.Max(0, takers[t].UnitsAvoided([(days, most)])), terms.PackSize);
        var beside = Math.Floor((plan.Left(t) - terms.Moq) / terms.PackSize) * terms.PackSize;
        Offer? best = null;
        Span<decimal> tried = [most, Math.Min(forShortage, most), Math.Min(beside, most), 0, 0, 0];
        for (var quarter = 1; quarter < 4; quarter++)
            tried[^quarter] = Math.Ceiling(packs * quarter / 4) * terms.PackSize;
        foreach (var units in tried)
        {
            if (units <= 0 || (strict && !takers[t].MayBuy(plan.Left(t) - units)))
                continue;
            var offer = new Offer(units, days, plan.Worth(t, g, units) - before);
            if (offer.Money > 0 && (best is null || offer.IsBetterThan(best.Value, byUnit)))
                best = offer;
        }

        return best;
    }

    private readonly record struct Offer(decimal Units, int Days, decimal Money)
    {
        /// <summary>More money, in all or by the unit; of equals the nearer, then the larger; else the one found first stays.</summary>
        public bool IsBetterThan(Offer other, bool byUnit)
        {
            // As doubles: money times the units of a fault of the data would be too large for a decimal.
            var byMoney = byUnit ? ((double)Money * (double)other.Units).CompareTo((double)other.Money * (double)Units) : Money.CompareTo(other.Money);
            if (byMoney != 0)
                return byMoney > 0;
            return Days != other.Days ? Days < other.Days : Units > other.Units;
        }
    }
}
