using System.Collections.Immutable;

namespace Forecasting.Inventory.TargetSetting;

/// <summary>All steps up all curves, with what each serves and costs, and the choice of the best of them.</summary>
internal sealed class MarginalSteps
{
    // Of a range of returns of twelve powers of ten, what is left after these is a millionth: a few steps, which are put in order one by one.
    private const int Halvings = 24;

    // A point of the sweep may need some halvings of the range of returns before it finds a step.
    private const int MostTriesForAPoint = 6;

    private readonly ImmutableArray<ServiceLine> lines;
    private readonly int[] first;
    private readonly double[] gains;
    private readonly double[] prices;
    private readonly double[] gainsSoFar;
    private readonly double[] pricesSoFar;
    private readonly double[] returns;
    private readonly int[] taken;

    /// <summary>Lists the steps.</summary>
    /// <param name="lines">SKU-locations.</param>
    /// <param name="price">Cost of one unit of mean stock of a line.</param>
    public MarginalSteps(ImmutableArray<ServiceLine> lines, Func<ServiceLine, double> price)
    {
        this.lines = lines;
        first = new int[lines.Length + 1];
        for (var i = 0; i < lines.Length; i++)
            first[i + 1] = first[i] + lines[i].Curve.Levels.Length - 1;
        gains = new double[first[^1]];
        prices = new double[first[^1]];
        gainsSoFar = new double[first[^1]];
        pricesSoFar = new double[first[^1]];
        returns = new double[first[^1]];
        taken = new int[lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var shortages = line.Curve.Shortages;
            var stocks = line.Curve.Stocks;
            var (worth, cost) = (line.Weight * line.CyclesPerYear, price(line));
            for (var k = 1; k < shortages.Length; k++)
            {
                var step = first[i] + k - 1;
                gains[step] = worth * (shortages[k - 1] - shortages[k]);
                prices[step] = cost * (stocks[k] - stocks[k - 1]);
                gainsSoFar[step] = gains[step] + (k > 1 ? gainsSoFar[step - 1] : 0);
                pricesSoFar[step] = prices[step] + (k > 1 ? pricesSoFar[step - 1] : 0);
                returns[step] = gains[step] <= 0 ? 0 : prices[step] > 0 ? gains[step] / prices[step] : double.PositiveInfinity;
            }
        }
    }

    /// <summary>Takes steps, best return first, until a budget of gain or of money is used up; the last one in whole grains.</summary>
    /// <param name="gain">Weighted units a year that must be gained; infinite when money is the limit.</param>
    /// <param name="money">Money that may be spent; infinite when the gain is what is asked for.</param>
    /// <param name="marginalReturn">Return of the last step, weighted units a year for one unit of money; 0 when none was taken or all were.</param>
    /// <returns>The level of each line.</returns>
    public double[] Take(double gain, double money, out double marginalReturn)
    {
        var (low, high) = Bracket(gain, money);
        Gather(high, out var gained, out var spent);
        var levels = Levels();
        marginalReturn = 0;
        foreach (var (line, step) in Between(low))
        {
            var share = Math.Min(gains[step] > 0 ? (gain - gained) / gains[step] : 0, prices[step] > 0 ? (money - spent) / prices[step] : 1);
            if (share <= 0)
                break;
            marginalReturn = returns[step];
            var curve = lines[line].Curve;
            var (from, to) = (curve.Levels[step - first[line]], curve.Levels[step - first[line] + 1]);
            if (share >= 1)
            {
                levels[line] = to;
                gained += gains[step];
                spent += prices[step];
                continue;
            }

            // In money, what does not fit is left; in service, what is missing is filled up.
            var grains = share * (to - from) / (double)curve.Grain;
            levels[line] = Math.Min(to, from + (double.IsFinite(money) ? Math.Floor(grains + 1e-9) : Math.Ceiling(grains - 1e-9)) * (double)curve.Grain);
            break;
        }

        return levels;
    }

    /// <summary>The levels at several returns, from few steps taken to all, with no large gap between them in gain or in money.</summary>
    /// <param name="count">Choices wanted at most.</param>
    public List<double[]> Sweep(int count)
    {
        var (low, high) = Range();
        var points = new List<Choice> { At(high), At(low) };
        for (var i = 0; i < MostTriesForAPoint * count && points.Count < count; i++)
        {
            var widest = Enumerable.Range(0, points.Count - 1).MaxBy(k => Gap(points[k], points[k + 1]));
            var (above, below) = (points[widest], points[widest + 1]);
            if (Gap(above, below) <= 0)
                break;
            var middle = At(Math.Sqrt(above.Return) * Math.Sqrt(below.Return));

            // Where nothing lies between the middle and an end, that end moves: the gap stays, its range of returns is halved.
            if (middle.Gain <= above.Gain)
                points[widest] = above with { Return = middle.Return };
            else if (middle.Gain >= below.Gain)
                points[widest + 1] = below with { Return = middle.Return };
            else
                points.Insert(widest + 1, middle);
        }

        return points.ConvertAll(point => point.Levels);

        double Gap(Choice above, Choice below) => above.Return < below.Return * (1 + 1e-9)
            ? 0
            : Math.Max(Share(below.Gain - above.Gain, points[^1].Gain), Share(below.Spent - above.Spent, points[^1].Spent));

        static double Share(double part, double whole) => whole > 0 ? part / whole : 0;
    }

    private Choice At(double atLeast)
    {
        Gather(atLeast, out var gained, out var spent);
        return new Choice(atLeast, gained, spent, Levels());
    }

    // Two returns: at the higher one too little is taken, at the lower one enough (or all that there is).
    private (double Low, double High) Bracket(double gain, double money)
    {
        var (low, high) = Range();
        (low, high) = (low / 2, high * 2);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = Math.Sqrt(low) * Math.Sqrt(high);
            Gather(middle, out var gained, out var spent);
            if (gained >= gain || spent > money)
                low = middle;
            else
                high = middle;
        }

        return (low, high);
    }

    private (double Low, double High) Range()
    {
        var (low, high) = (double.PositiveInfinity, 0.0);
        foreach (var value in returns)
        {
            if (value > 0 && double.IsFinite(value))
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        return high > 0 ? (low, high) : (1, 1);
    }

    private double[] Levels()
    {
        var levels = new double[lines.Length];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = lines[i].Curve.Levels[taken[i]];
        return levels;
    }

    // Takes every step with at least this return. Along a curve they fall, so it is a search for the last one.
    private void Gather(double atLeast, out double gained, out double spent)
    {
        (gained, spent) = (0, 0);
        for (var i = 0; i < taken.Length; i++)
        {
            var (from, to) = (first[i], first[i + 1]);
            while (from < to)
            {
                var middle = (from + to) / 2;
                if (returns[middle] >= atLeast)
                    from = middle + 1;
                else
                    to = middle;
            }

            taken[i] = from - first[i];
            if (from > first[i])
            {
                gained += gainsSoFar[from - 1];
                spent += pricesSoFar[from - 1];
            }
        }
    }

    private IEnumerable<(int Line, int Step)> Between(double low)
    {
        var steps = new List<(int Line, int Step)>();
        for (var i = 0; i < lines.Length; i++)
        {
            for (var step = first[i] + taken[i]; step < first[i + 1] && returns[step] >= low && returns[step] > 0; step++)
                steps.Add((i, step));
        }

        return steps.OrderByDescending(s => returns[s.Step]).ThenBy(s => s.Line).ThenBy(s => s.Step);
    }

    private readonly record struct Choice(double Return, double Gain, double Spent, double[] Levels);
}
