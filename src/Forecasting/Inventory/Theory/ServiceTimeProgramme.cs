namespace Forecasting.Inventory.Theory;

/// <summary>The dynamic programme of Graves and Willems: each stage in turn, when all its neighbours but one are done.</summary>
internal sealed class ServiceTimeProgramme
{
    private readonly ServiceNetwork _network;
    private readonly double _safetyFactor;

    // For each stage that is done: its last neighbour, or −1; the least cost of its branch by the time that it exchanges with that
    // neighbour.
    private readonly int[] _toward;
    private readonly double[][] _branch;

    // Cost of finished branches by the inbound time (suppliers) and by the outbound time (customers) of a stage.
    private readonly double[][] _byInbound;
    private readonly double[][] _byOutbound;

    public ServiceTimeProgramme(ServiceNetwork network, double safetyFactor)
    {
        _network = network;
        _safetyFactor = safetyFactor;
        var stages = network.Stages.Length;
        _toward = new int[stages];
        _branch = new double[stages][];
        _byInbound = new double[stages][];
        _byOutbound = new double[stages][];
    }

    public int[] Solve()
    {
        var order = LeavesFirst();
        foreach (var k in order)
            Finish(k);

        // Back from the last stage: it chooses both of its times, every other one is given the time that it exchanges.
        var outbound = new int[order.Length];
        var inbound = new int[order.Length];
        for (var i = order.Length - 1; i >= 0; i--)
        {
            var k = order[i];
            int? exchanged = _toward[k] < 0 ? null
                : Supplies(k, _toward[k]) ? CheapestUpTo(_branch[k], inbound[_toward[k]])
                : CheapestFrom(_branch[k], outbound[_toward[k]]);
            Choose(k, exchanged, outbound, inbound);
        }

        // Where a promise costs nothing a stage may have been given a longer inbound time than its suppliers promise in the end.
        foreach (var k in _network.UpstreamFirst)
        {
            var actual = _network.Suppliers[k].Select(supplier => outbound[supplier]).Append(_network.Stages[k].ExternalInboundTime).Max();
            outbound[k] = Math.Min(outbound[k], actual + _network.Stages[k].ProcessingTime);
        }

        return outbound;
    }

    private bool Supplies(int supplier, int customer) => _network.Customers[supplier].Contains(customer);

    private int LongestInbound(int k) => _network.LongestTimes[k] - _network.Stages[k].ProcessingTime;

    private int LongestOutbound(int k) => Math.Min(_network.LongestTimes[k], _network.Stages[k].ExternalOutboundTime ?? int.MaxValue);

    private int[] LeavesFirst()
    {
        var stages = _network.Stages.Length;
        var open = new int[stages];
        var order = new List<int>();
        for (var k = 0; k < stages; k++)
        {
            open[k] = _network.Suppliers[k].Length + _network.Customers[k].Length;
            if (open[k] <= 1)
                order.Add(k);
        }

        var isDone = new bool[stages];
        for (var i = 0; i < order.Count; i++)
        {
            var k = order[i];
            isDone[k] = true;
            _toward[k] = -1;
            foreach (var neighbour in _network.Suppliers[k].Concat(_network.Customers[k]).Where(n => !isDone[n]))
            {
                _toward[k] = neighbour;
                if (--open[neighbour] == 1)
                    order.Add(neighbour);
            }
        }

        return [.. order];
    }

    private void Finish(int k)
    {
        var byInbound = _byInbound[k] = new double[LongestInbound(k) + 1];
        foreach (var supplier in _network.Suppliers[k].Where(s => s != _toward[k]))
        {
            for (var time = 0; time < byInbound.Length; time++)
                byInbound[time] += _branch[supplier][CheapestUpTo(_branch[supplier], time)];
        }

        var byOutbound = _byOutbound[k] = new double[LongestOutbound(k) + 1];
        foreach (var customer in _network.Customers[k].Where(c => c != _toward[k]))
        {
            for (var time = 0; time < byOutbound.Length; time++)
                byOutbound[time] += _branch[customer][CheapestFrom(_branch[customer], time)];
        }

        if (_toward[k] < 0)
            return;
        var isSupplier = Supplies(k, _toward[k]);
        var branch = _branch[k] = new double[isSupplier ? byOutbound.Length : byInbound.Length];
        Array.Fill(branch, double.PositiveInfinity);
        for (var inbound = _network.Stages[k].ExternalInboundTime; inbound < byInbound.Length; inbound++)
        {
            for (var outbound = 0; outbound < byOutbound.Length; outbound++)
            {
                var given = isSupplier ? outbound : inbound;
                branch[given] = Math.Min(branch[given], Cost(k, inbound, outbound));
            }
        }
    }

    private double Cost(int k, int inbound, int outbound)
    {
        var net = inbound + _network.Stages[k].ProcessingTime - outbound;
        return net < 0
            ? double.PositiveInfinity
            : _network.Stages[k].HoldingCost * _safetyFactor * _network.Deviations[k] * Math.Sqrt(net)
                + _byInbound[k][inbound] + _byOutbound[k][outbound];
    }

    private void Choose(int k, int? exchanged, int[] outbounds, int[] inbounds)
    {
        var isSupplier = _toward[k] >= 0 && Supplies(k, _toward[k]);
        var best = double.PositiveInfinity;
        for (var inbound = _network.Stages[k].ExternalInboundTime; inbound < _byInbound[k].Length; inbound++)
        {
            for (var outbound = 0; outbound < _byOutbound[k].Length; outbound++)
            {
                var given = isSupplier ? outbound : inbound;
                if (given != (exchanged ?? given) || Cost(k, inbound, outbound) >= best)
                    continue;
                best = Cost(k, inbound, outbound);
                (inbounds[k], outbounds[k]) = (inbound, outbound);
            }
        }
    }

    // Where a branch costs least among the times up to a limit, or from a limit on.
    private static int CheapestUpTo(double[] branch, int limit) => Cheapest(branch, 0, Math.Min(limit, branch.Length - 1));

    private static int CheapestFrom(double[] branch, int limit) => Cheapest(branch, limit, branch.Length - 1);

    private static int Cheapest(double[] branch, int from, int to)
    {
        var best = from;
        for (var time = from + 1; time <= to; time++)
        {
            if (branch[time] < branch[best])
                best = time;
        }

        return best;
    }
}
