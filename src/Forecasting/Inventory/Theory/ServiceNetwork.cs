using System.Collections.Immutable;

namespace Forecasting.Inventory.Theory;

/// <summary>A place in a network that works on what its suppliers deliver and promises its customers a time.</summary>
/// <param name="HoldingCost">h: cost of one unit of safety stock here for one unit of time, ≥ 0.</param>
/// <param name="ProcessingTime">T: whole units of time from the arrival of the inputs to the stock being ready, ≥ 0.</param>
public sealed record ServiceStage(double HoldingCost, int ProcessingTime)
{
    /// <summary>Standard deviation of the demand of customers outside the network, units per root of time, ≥ 0; 0 where there are
    /// none.</summary>
    public double DemandDeviation { get; init; }

    /// <summary>Time that suppliers outside the network promise, ≥ 0.</summary>
    public int ExternalInboundTime { get; init; }

    /// <summary>Longest time that may be promised to customers outside the network, ≥ 0; null where there are none.</summary>
    public int? ExternalOutboundTime { get; init; }
}

/// <summary>Stages and who supplies whom: a tree, whichever way its branches point.</summary>
public sealed class ServiceNetwork
{
    /// <summary>Takes over a network.</summary>
    /// <param name="stages">The stages, at least one; a stage is named by its place in this list.</param>
    /// <param name="links">Supplier and customer of each link: one link fewer than stages, connecting all of them.</param>
    /// <param name="correlation">Between the demand of any two stages, 0..1.</param>
    /// <exception cref="ArgumentNullException">A list is null.</exception>
    /// <exception cref="ArgumentException">The links do not form a tree, or a stage without customers has no time to promise.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of a stage, or the correlation, is out of its range.</exception>
    public ServiceNetwork(IReadOnlyList<ServiceStage> stages, IReadOnlyList<(int Supplier, int Customer)> links, double correlation = 0)
    {
        ArgumentNullException.ThrowIfNull(stages);
        ArgumentNullException.ThrowIfNull(links);
        if (!(correlation is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(correlation), correlation, "Must be in 0..1.");
        if (stages.Count == 0 || links.Count != stages.Count - 1)
            throw new ArgumentException("Must be one link fewer than there are stages, and at least one stage.", nameof(links));
        Stages = [.. stages];
        var suppliers = new List<int>[stages.Count];
        var customers = new List<int>[stages.Count];
        for (var k = 0; k < stages.Count; k++)
            (suppliers[k], customers[k]) = ([], []);
        foreach (var (supplier, customer) in links)
        {
            if (supplier < 0 || supplier >= stages.Count || customer < 0 || customer >= stages.Count)
                throw new ArgumentException("A link names a stage that is not there.", nameof(links));
            customers[supplier].Add(customer);
            suppliers[customer].Add(supplier);
        }

        Suppliers = [.. suppliers.Select(list => list.ToImmutableArray())];
        Customers = [.. customers.Select(list => list.ToImmutableArray())];
        UpstreamFirst = InOrder();
        var (variances, sums) = Spread();
        Deviations = [.. variances.Select((variance, k) => Math.Sqrt((1 - correlation) * variance + correlation * sums[k] * sums[k]))];
        LongestTimes = Longest();
    }

    /// <summary>The stages.</summary>
    public ImmutableArray<ServiceStage> Stages { get; }

    /// <summary>Standard deviation of the demand that each stage sees: √((1 − ρ)·Σσ² + ρ·(Σσ)²) of all demand that it feeds.</summary>
    public ImmutableArray<double> Deviations { get; }

    internal ImmutableArray<ImmutableArray<int>> Suppliers { get; }

    internal ImmutableArray<ImmutableArray<int>> Customers { get; }

    internal ImmutableArray<int> UpstreamFirst { get; }

    /// <summary>Time from the order at the first supplier to the stock being ready, if nobody on the way held stock.</summary>
    internal ImmutableArray<int> LongestTimes { get; }

    private ImmutableArray<int> InOrder()
    {
        var waiting = Suppliers.Select(list => list.Length).ToArray();
        var order = new List<int>();
        for (var k = 0; k < waiting.Length; k++)
        {
            if (waiting[k] == 0)
                order.Add(k);
        }

        for (var i = 0; i < order.Count; i++)
        {
            foreach (var customer in Customers[order[i]])
            {
                if (--waiting[customer] == 0)
                    order.Add(customer);
            }
        }

        if (order.Count < waiting.Length || !IsConnected())
            throw new ArgumentException("The links do not form a tree.", "links");
        return [.. order];
    }

    private bool IsConnected()
    {
        var seen = new HashSet<int> { 0 };
        var queue = new Queue<int>(seen);
        while (queue.TryDequeue(out var k))
        {
            foreach (var neighbour in Suppliers[k].Concat(Customers[k]).Where(seen.Add))
                queue.Enqueue(neighbour);
        }

        return seen.Count == Stages.Length;
    }

    // Of each stage, the summed variances and the summed deviations of all demand that it feeds.
    private (double[] Variances, double[] Sums) Spread()
    {
        var (variances, sums) = (new double[Stages.Length], new double[Stages.Length]);
        foreach (var k in UpstreamFirst.Reverse())
        {
            var stage = Stages[k] ?? throw new ArgumentException("A stage is missing.", "stages");
            Require.NotNegative(stage.HoldingCost);
            Require.NotNegative(stage.ProcessingTime);
            Require.NotNegative(stage.DemandDeviation);
            Require.NotNegative(stage.ExternalInboundTime);
            Require.NotNegative(stage.ExternalOutboundTime ?? 0, nameof(stage.ExternalOutboundTime));
            if (Customers[k].IsEmpty && stage.ExternalOutboundTime is null)
                throw new ArgumentException(FormattableString.Invariant($"Stage {k} has no customers and no time to promise."), "stages");
            variances[k] = stage.DemandDeviation * stage.DemandDeviation + Customers[k].Sum(customer => variances[customer]);
            sums[k] = stage.DemandDeviation + Customers[k].Sum(customer => sums[customer]);
        }

        return (variances, sums);
    }

    private ImmutableArray<int> Longest()
    {
        var times = new int[Stages.Length];
        foreach (var k in UpstreamFirst)
        {
            var inbound = Suppliers[k].Select(supplier => times[supplier]).Append(Stages[k].ExternalInboundTime).Max();
            times[k] = inbound + Stages[k].ProcessingTime;
        }

        return [.. times];
    }
}
