namespace Forecasting.Inventory.Network;

/// <summary>Who sends how much to whom, of one product.</summary>
internal sealed class TransferPlan
{
    private readonly TransferTaker[] takers;
    private readonly int?[,] ways;
    private readonly decimal costOfTransfer;
    private readonly decimal[,] units;
    private readonly decimal[] spare;
    private readonly decimal[] left;

    public TransferPlan(TransferTaker[] takers, TransferGiver[] givers, int?[,] ways, decimal costOfTransfer)
    {
        (this.takers, this.ways, this.costOfTransfer) = (takers, ways, costOfTransfer);
        units = new decimal[takers.Length, givers.Length];
        spare = [.. givers.Select(g => g.Spare)];
        left = [.. takers.Select(t => t.Outlook.OrderQuantity)];
    }

    /// <summary>Units that a giver can still send.</summary>
    public decimal Spare(int giver) => spare[giver];

    /// <summary>Units that a taker would still buy.</summary>
    public decimal Left(int taker) => left[taker];

    /// <summary>Units from one to another.</summary>
    public decimal Units(int taker, int giver) => units[taker, giver];

    /// <summary>Changes what goes from one to another.</summary>
    public void Add(int taker, int giver, decimal more)
    {
        units[taker, giver] += more;
        spare[giver] -= more;
        left[taker] -= more;
    }

    /// <summary>The transfers to one place, the fastest first.</summary>
    public List<(int Giver, int Day, decimal Units)> To(int taker)
    {
        var transfers = new List<(int Giver, int Day, decimal Units)>();
        for (var g = 0; g < spare.Length; g++)
        {
            if (units[taker, g] > 0)
                transfers.Add((g, ways[taker, g]!.Value, units[taker, g]));
        }

        transfers.Sort((a, b) => a.Day != b.Day ? a.Day.CompareTo(b.Day) : a.Giver.CompareTo(b.Giver));
        return transfers;
    }

    /// <summary>What the transfers to one place are worth, with one more or without.</summary>
    public decimal Worth(int taker, int giver = -1, decimal more = 0)
    {
        List<(int Day, decimal Units)> transfers = [];
        for (var g = 0; g < spare.Length; g++)
        {
            var sent = units[taker, g] + (g == giver ? more : 0);
            if (sent > 0)
                transfers.Add((ways[taker, g]!.Value, sent));
        }

        return takers[taker].Worth(transfers) - transfers.Count * costOfTransfer;
    }

    /// <summary>What all of it is worth.</summary>
    public decimal Worth()
    {
        decimal worth = 0;
        for (var t = 0; t < takers.Length; t++)
            worth += Worth(t);
        return worth;
    }

    /// <summary>Mends the orders that suppliers would not accept: all of it from elsewhere, or so much less that a minimum order is left,
    /// whichever is worth more.</summary>
    /// <param name="barred">Ways that may not be used.</param>
    public void Repair(HashSet<(int Taker, int Giver)> barred)
    {
        for (var t = 0; t < takers.Length; t++)
        {
            if (takers[t].MayBuy(left[t]))
                continue;
            var was = To(t);
            var full = Complete(t, barred) ? Worth(t) : decimal.MinValue;
            var filled = To(t);
            Set(t, was);
            TakeBack(t);
            if (full > Worth(t))
                Set(t, filled);
        }
    }

    // The nearest first.
    private bool Complete(int taker, HashSet<(int Taker, int Giver)> barred)
    {
        var pack = takers[taker].Outlook.Terms.PackSize;
        int[] open = [.. Enumerable.Range(0, spare.Length).Where(g => ways[taker, g] is not null && !barred.Contains((taker, g)))];
        foreach (var giver in open.OrderBy(g => ways[taker, g]))
            Add(taker, giver, Math.Floor(Math.Min(spare[giver], left[taker]) / pack) * pack);
        return left[taker] == 0;
    }

    // From the slowest on.
    private void TakeBack(int taker)
    {
        var terms = takers[taker].Outlook.Terms;
        var back = OrderSizing.RoundUp(terms.Moq - left[taker], terms.PackSize);
        foreach (var (giver, _, sent) in Enumerable.Reverse(To(taker)))
        {
            var less = Math.Min(sent, back);
            Add(taker, giver, -less);
            back -= less;
        }
    }

    private void Set(int taker, List<(int Giver, int Day, decimal Units)> transfers)
    {
        for (var g = 0; g < spare.Length; g++)
            Add(taker, g, -units[taker, g]);
        foreach (var (giver, _, sent) in transfers)
            Add(taker, giver, sent);
    }
}
