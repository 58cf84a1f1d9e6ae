using System.Globalization;

namespace Forecasting.Forecasters.Ets;

/// <summary>A form fitted to a history: parameters and the states at the start. Can be fitted again when there is more history.</summary>
internal sealed class EtsFit
{
    private const double FirstStep = 0.2;
    private const double NextStep = 0.08;

    private static readonly double[] LevelGrid = [0.3, 0.6, 0.9];
    private static readonly double[] TrendGrid = [0.1, 0.4];
    private static readonly double[] SeasonGrid = [0.15, 0.45];

    private readonly double[] point;
    private EtsWindow window;
    private EtsState start;
    private readonly EtsState work;

    private EtsFit(EtsForm form, EtsWindow window)
    {
        Form = form;
        this.window = window;
        point = new double[form.Dimensions];
        start = EtsStart.Guess(form, window);
        work = new EtsState(start.Season.Length);
    }

    /// <summary>The form.</summary>
    public EtsForm Form { get; }

    /// <summary>−2 log L of the window.</summary>
    public double Criterion { get; private set; } = double.PositiveInfinity;

    /// <summary>What the choice between forms goes by; infinite where the form cannot be fitted or the window cannot bear it.</summary>
    public double Aicc
    {
        get
        {
            var estimated = Form.Estimated(window.SeasonLength);
            return window.Observed > estimated + 1 ? EtsLikelihood.Aicc(Criterion, estimated, window.Observed) : double.PositiveInfinity;
        }
    }

    /// <summary>The parameters.</summary>
    public EtsParameters Parameters => EtsParameters.At(Form, point);

    /// <summary>What was fitted, in words.</summary>
    public string Description
    {
        get
        {
            var (level, trend, season, damping) = Parameters;
            var text = string.Create(CultureInfo.InvariantCulture, $"{Form.Name}, level {level:0.###}");
            if (Form.Trend != EtsTrend.None)
                text += string.Create(CultureInfo.InvariantCulture, $", trend {trend:0.###}");
            if (Form.Trend == EtsTrend.Damped)
                text += string.Create(CultureInfo.InvariantCulture, $", damping {damping:0.###}");
            if (Form.Season != EtsSeason.None)
                text += string.Create(CultureInfo.InvariantCulture, $", season {season:0.###} of {window.SeasonLength}");
            return text + window.Removed;
        }
    }

    /// <summary>The best of a coarse grid.</summary>
    /// <param name="form">The form.</param>
    /// <param name="window">The demand.</param>
    public static EtsFit Coarse(EtsForm form, EtsWindow window)
    {
        var fit = new EtsFit(form, window);
        Span<double> trial = stackalloc double[form.Dimensions];
        trial.Fill(0.9);
        var isFirst = true;
        foreach (var level in LevelGrid)
        {
            trial[0] = level;
            foreach (var trend in form.Trend == EtsTrend.None ? [level] : TrendGrid)
            {
                if (form.Trend != EtsTrend.None)
                    trial[1] = trend;
                foreach (var season in form.Season == EtsSeason.None ? [trial[^1]] : SeasonGrid)
                {
                    trial[^1] = season;
                    var criterion = fit.Evaluate(trial);
                    if (isFirst || criterion < fit.Criterion)
                    {
                        fit.Criterion = criterion;
                        trial.CopyTo(fit.point);
                    }

                    isFirst = false;
                }
            }
        }

        return fit;
    }

    /// <summary>Searches on from where the fit stands.</summary>
    /// <remarks>A second, smaller simplex finishes what the first one began: a simplex may collapse before it is there.</remarks>
    public void Search()
    {
        Search(FirstStep, 10 + 15 * Form.Dimensions);
        Search(NextStep, 5 + 10 * Form.Dimensions);
    }

    /// <summary>Fits again to the history of a later origin, from the parameters of the one before.</summary>
    public void Continue(EtsWindow later)
    {
        if (later.First != window.First || later.Exponent != window.Exponent)
            start = EtsStart.Guess(Form, later);
        window = later;
        Criterion = Evaluate(point);
        Search(NextStep, 5 + 5 * Form.Dimensions);
    }

    /// <summary>Forecasts from the end of the window.</summary>
    /// <param name="means">Filled with forecasts in units of the history.</param>
    public void Forecast(Span<double> means)
    {
        Evaluate(point);
        work.Forecast(Form, Parameters.Damping, window.Values.Length % work.Season.Length, means);
        window.Restore(means);
    }

    private void Search(double step, int evaluations) => Criterion = SimplexSearch.Minimise(
        Evaluate, point, Criterion, step, evaluations, EtsParameters.Least, EtsParameters.Most);

    private double Evaluate(ReadOnlySpan<double> at)
    {
        work.CopyFrom(start);
        return EtsLikelihood.Run(Form, EtsParameters.At(Form, at), window, work);
    }
}
