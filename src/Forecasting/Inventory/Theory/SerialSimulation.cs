using System.Collections.Immutable;

namespace Forecasting.Inventory.Theory;

/// <summary>A stage of a simulated chain.</summary>
/// <param name="Rule">What it orders.</param>
/// <param name="LeadTime">Periods from shipment by the stage before (or outside) to arrival, ≥ 0.</param>
/// <param name="HoldingCost">Cost of one unit in stock at the end of a period, ≥ 0; also on its way to the next stage.</param>
/// <param name="StockoutCost">Cost of one unit owed at the end of a period, ≥ 0.</param>
/// <param name="InitialLevel">Stock before the first period, units; nothing is on its way.</param>
public sealed record SimulatedStage(OrderRule Rule, int LeadTime, double HoldingCost, double StockoutCost, double InitialLevel);

/// <summary>A chain played period by period with known demand.</summary>
/// <remarks>
/// In each period: demand or the order of the next stage lowers the inventory position, and an order is placed, customer end first;
/// what was shipped a lead time ago arrives; what is owed and then the period's demand is shipped, upstream first; costs are charged on
/// what is left.
/// So under a base-stock rule the closing level is S less the demand of the last L periods, not L + 1: the order sees the period's demand.
/// Outside supply never runs short; unmet demand waits. Snyder &amp; Shen, Fundamentals of Supply Chain Theory, 2nd ed., 4.3.4 and 6.2.
/// </remarks>
public static class SerialSimulation
{
    /// <summary>Plays the chain.</summary>
    /// <param name="stages">Upstream first, at least one; the last one faces the customer.</param>
    /// <param name="demand">Units of each period, ≥ 0.</param>
    /// <returns>A trace for each stage, in their order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stages"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no stage, or one without a rule.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static ImmutableArray<StageTrace> Run(IReadOnlyList<SimulatedStage> stages, ReadOnlySpan<double> demand)
    {
        ArgumentNullException.ThrowIfNull(stages);
        if (stages.Count == 0)
            throw new ArgumentException("Needs at least one stage.", nameof(stages));
        Require.NotNegative(demand);
        var states = new StageState[stages.Count];
        for (var i = 0; i < states.Length; i++)
            states[i] = new StageState(stages[i], demand.Length);

        for (var t = 0; t < demand.Length; t++)
        {
            var wanted = demand[t];
            for (var i = states.Length - 1; i >= 0; i--)
                wanted = states[i].Order(t, wanted);
            for (var i = 0; i < states.Length; i++)
            {
                // Outside supply ships every order at once.
                var sent = i == 0 ? states[0].Orders : states[i - 1].Sent;
                states[i].ReceiveAndShip(t, sent);
            }

            for (var i = 0; i < states.Length; i++)
                states[i].Charge(t, i + 1 < states.Length ? states[i + 1].InTransit : 0);
        }

        return [.. states.Select(state => state.Trace())];
    }

    private sealed class StageState
    {
        private readonly SimulatedStage _stage;
        private readonly double[] _wanted;
        private readonly double[] _arrived;
        private readonly double[] _levels;
        private readonly double[] _holding;
        private readonly double[] _inTransit;
        private readonly double[] _stockouts;
        private readonly double[] _totals;
        private double _position;
        private double _level;

        public StageState(SimulatedStage stage, int periods)
        {
            if (stage?.Rule is null)
                throw new ArgumentException("A stage is missing, or its rule.", nameof(stage));
            Require.NotNegative(stage.LeadTime);
            Require.NotNegative(stage.HoldingCost);
            Require.NotNegative(stage.StockoutCost);
            Require.Finite(stage.InitialLevel);
            _stage = stage;
            _position = _level = stage.InitialLevel;
            (_wanted, Orders, _arrived, Sent) = (new double[periods], new double[periods], new double[periods], new double[periods]);
            (_levels, _holding, _inTransit) = (new double[periods], new double[periods], new double[periods]);
            (_stockouts, _totals) = (new double[periods], new double[periods]);
        }

        public double[] Orders { get; }

        public double[] Sent { get; }

        /// <summary>Units on their way to this stage.</summary>
        public double InTransit { get; private set; }

        public double Order(int period, double wanted)
        {
            _wanted[period] = wanted;
            _position -= wanted;
            var quantity = Orders[period] = _stage.Rule.QuantityAt(_position);
            _position += quantity;
            return quantity;
        }

        public void ReceiveAndShip(int period, double[] sentByThePrevious)
        {
            var arrived = _arrived[period] = period >= _stage.LeadTime ? sentByThePrevious[period - _stage.LeadTime] : 0;
            InTransit += sentByThePrevious[period] - arrived;
            var owed = Math.Max(0, -_level) + _wanted[period];
            Sent[period] = Math.Min(owed, Math.Max(0, _level) + arrived);
            _levels[period] = _level += arrived - _wanted[period];
        }

        public void Charge(int period, double onTheWayToTheNext)
        {
            _holding[period] = _stage.HoldingCost * Math.Max(0, _level);
            _inTransit[period] = _stage.HoldingCost * onTheWayToTheNext;
            _stockouts[period] = _stage.StockoutCost * Math.Max(0, -_level);
            _totals[period] = _holding[period] + _inTransit[period] + _stockouts[period];
        }

        public StageTrace Trace() => new()
        {
            InboundOrders = [.. _wanted],
            OrderQuantities = [.. Orders],
            InboundShipments = [.. _arrived],
            OutboundShipments = [.. Sent],
            InventoryLevels = [.. _levels],
            HoldingCosts = [.. _holding],
            InTransitHoldingCosts = [.. _inTransit],
            StockoutCosts = [.. _stockouts],
            TotalCosts = [.. _totals],
        };
    }
}
