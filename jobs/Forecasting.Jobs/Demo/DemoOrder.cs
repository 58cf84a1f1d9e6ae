namespace Forecasting.Jobs.Demo;

/// <summary>One line of an order that the sample company has placed.</summary>
/// <param name="Id">Order number; all lines of one place, sender and day share it and arrive together.</param>
/// <param name="Supplier">Supplier code; empty for a transfer from the hub.</param>
/// <param name="Ordered">Day of the order.</param>
/// <param name="Promised">Day promised.</param>
/// <param name="Arrives">Day on which it is, or will be, on the shelf.</param>
/// <param name="Steps">Quantity in sale steps.</param>
internal sealed record DemoOrder(string Id, string Supplier, DateOnly Ordered, DateOnly Promised, DateOnly Arrives, int Steps);

/// <summary>How late suppliers really are.</summary>
internal static class DemoDelivery
{
    /// <summary>An order at a supplier, with the day on which it really comes.</summary>
    /// <param name="seed">Seed of the whole company.</param>
    /// <param name="supplier">Who delivers.</param>
    /// <param name="place">Where to.</param>
    /// <param name="ordered">Day of the order.</param>
    /// <param name="asOf">Morning of the plan: the late supplier's trouble began ten weeks before.</param>
    /// <param name="steps">Quantity.</param>
    public static DemoOrder Purchase(int seed, DemoSupplier supplier, DemoPlace place, DateOnly ordered, DateOnly asOf, int steps)
    {
        var id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PO-{ordered:yyMMdd}-{supplier.Code}-{place.Code}");

        // One stream per order number: every line of the order is on the same lorry.
        var random = new SplitMix64(seed, id);
        var lead = supplier.LeadTimeDays;
        var luck = random.NextShare();
        var delay = luck switch
        {
            < 0.15 => -random.Whole(0, 1 + lead / 10),
            < 0.70 => 0,
            < 0.92 => random.Whole(1, 1 + lead / 3),
            _ => random.Whole(lead / 3, 2 + lead),
        };
        if (supplier.Code == DemoNetwork.LateSupplier && asOf.DayNumber - ordered.DayNumber is > 0 and <= 70)
            delay += random.Whole(14, 24);
        var arrives = ordered.AddDays(Math.Max(1, lead + delay));
        while (arrives.DayOfWeek == DayOfWeek.Sunday || supplier.IsClosed(arrives))
            arrives = arrives.AddDays(1);
        return new DemoOrder(id, supplier.Code, ordered, ordered.AddDays(lead), arrives, steps);
    }

    /// <summary>A transfer from the hub, which is always on time.</summary>
    public static DemoOrder Transfer(DemoPlace place, DateOnly ordered, int steps)
    {
        var id = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"TR-{ordered:yyMMdd}-{place.Code}");
        var arrives = ordered.AddDays(DemoNetwork.TransferDays);
        return new DemoOrder(id, "", ordered, arrives, arrives, steps);
    }
}
