using System.Collections.Immutable;

namespace Forecasting.Inventory.Theory;

/// <summary>Where in a network safety stock costs least, if every stage keeps the time that it promises: Graves and Willems'
/// model.</summary>
/// <remarks>A stage covers the demand of its net replenishment time: inbound time + processing time − outbound time, a number of
/// periods and not one more. Times are whole numbers.</remarks>
public sealed class GuaranteedService
{
    private GuaranteedService(ImmutableArray<int> outbound, ImmutableArray<int> inbound, ImmutableArray<double> safetyStocks, double cost)
    {
        OutboundTimes = outbound;
        InboundTimes = inbound;
        SafetyStocks = safetyStocks;
        Cost = cost;
    }

    /// <summary>Time that each stage promises to its customers.</summary>
    public ImmutableArray<int> OutboundTimes { get; }

    /// <summary>Longest time that the suppliers of each stage promise.</summary>
    public ImmutableArray<int> InboundTimes { get; }

    /// <summary>z·σ·√(net replenishment time) of each stage, units.</summary>
    public ImmutableArray<double> SafetyStocks { get; }

    /// <summary>Holding of all safety stock, per unit of time.</summary>
    public double Cost { get; }

    /// <summary>The plan for given promises.</summary>
    /// <param name="network">The network.</param>
    /// <param name="safetyFactor">z: deviations of demand that stock must cover, ≥ 0.</param>
    /// <param name="outboundTimes">Promise of each stage, ≥ 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> is null.</exception>
    /// <exception cref="ArgumentException">A promise is longer than the stage needs without stock, or than outside customers
    /// accept.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static GuaranteedService Of(ServiceNetwork network, double safetyFactor, ReadOnlySpan<int> outboundTimes)
    {
        ArgumentNullException.ThrowIfNull(network);
        Require.NotNegative(safetyFactor);
        if (outboundTimes.Length != network.Stages.Length)
            throw new ArgumentException("Must have one value for each stage.", nameof(outboundTimes));
        var inbound = new int[outboundTimes.Length];
        var stocks = new double[outboundTimes.Length];
        double cost = 0;
        for (var k = 0; k < inbound.Length; k++)
        {
            var stage = network.Stages[k];
            inbound[k] = stage.ExternalInboundTime;
            foreach (var supplier in network.Suppliers[k])
                inbound[k] = Math.Max(inbound[k], outboundTimes[supplier]);
            var net = inbound[k] + stage.ProcessingTime - outboundTimes[k];
            ArgumentOutOfRangeException.ThrowIfNegative(outboundTimes[k], nameof(outboundTimes));
            if (net < 0 || outboundTimes[k] > (stage.ExternalOutboundTime ?? int.MaxValue))
            {
                var message = FormattableString.Invariant($"Stage {k} promises {outboundTimes[k]}: too long.");
                throw new ArgumentException(message, nameof(outboundTimes));
            }

            stocks[k] = safetyFactor * network.Deviations[k] * Math.Sqrt(net);
            cost += stage.HoldingCost * stocks[k];
        }

        return new GuaranteedService([.. outboundTimes], [.. inbound], [.. stocks], cost);
    }

    /// <summary>The cheapest promises.</summary>
    /// <param name="network">The network.</param>
    /// <param name="safetyFactor">z: deviations of demand that stock must cover, ≥ 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="network"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor is negative or not finite.</exception>
    /// <remarks>Dynamic programme from the leaves of the tree inwards, over all whole times: Graves and Willems, Manufacturing &amp;
    /// Service Operations Management 2 (2000) 68–83; Snyder &amp; Shen, 2nd ed., 6.3 (6.26)–(6.30), algorithms 6.1 and 6.2.</remarks>
    public static GuaranteedService Optimize(ServiceNetwork network, double safetyFactor)
    {
        ArgumentNullException.ThrowIfNull(network);
        Require.NotNegative(safetyFactor);
        return Of(network, safetyFactor, new ServiceTimeProgramme(network, safetyFactor).Solve());
    }
}
