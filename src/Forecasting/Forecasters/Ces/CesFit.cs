using Forecasting.Forecasters.Ets;

namespace Forecasting.Forecasters.Ces;

/// <summary>A form fitted to a history. Can be fitted again when there is more history.</summary>
internal sealed class CesFit
{
    private const double FirstStep = 0.15;
    private const double NextStep = 0.05;

    /// <summary>Buckets that the first level is the mean of; a season where it is longer.</summary>
    private const int FewestBuckets = 10;

    /// <summary>Buckets beyond two seasons from which a season can be fitted.</summary>
    private const int BeyondTwoSeasons = 5;

    private static readonly double[] RealGrid = [1.1, 1.35, 1.8];
    private static readonly double[] ImaginaryGrid = [0, 0.06];
    private static readonly double[] SeasonGrid = [1.05, 1.3];

    private readonly int growthLength;
    private readonly double[] point;
    private readonly CesState work;
    private EtsWindow window;
    private double[] season = [];
    private double level;

    private CesFit(CesForm form, EtsWindow window, int growthLength)
    {
        Form = form;
        this.window = window;
        this.growthLength = growthLength;
        point = new double[CesParameters.Dimensions(form)];
        work = new CesState(form == CesForm.None ? 1 : window.SeasonLength);
        Guess();
    }

    /// <summary>The form.</summary>
    public CesForm Form { get; }

    /// <summary>−2 log L of the window; infinite where the form cannot be fitted.</summary>
    public double Criterion { get; private set; } = double.PositiveInfinity;

    /// <summary>What the choice between forms goes by; infinite where the form cannot be fitted or the window cannot bear it.</summary>
    /// <remarks>Counted are the constants and the variance. The states at the start are a function of these.</remarks>
    public double Aicc
    {
        get
        {
            var estimated = point.Length + 1;
            return window.Observed > estimated + 1 ? EtsLikelihood.Aicc(Criterion, estimated, window.Observed) : double.PositiveInfinity;
        }
    }

    /// <summary>The parameters.</summary>
    public CesParameters Parameters => CesParameters.At(Form, point);

    /// <summary>What was fitted, in words.</summary>
    public string Description => Form == CesForm.None
        ? $"CES(none), level {Parameters.Level}{window.Removed}"
        : FormattableString.Invariant($"CES(full), level {Parameters.Level}, season {Parameters.Season} of {window.SeasonLength}");

    /// <summary>Whether a history can bear a form.</summary>
    public static bool Fits(CesForm form, EtsWindow window) =>
        form == CesForm.None || (window.SeasonLength > 1 && window.Observed >= 2 * window.SeasonLength + BeyondTwoSeasons);

    /// <summary>Fits a form: the best of a coarse grid, and a search from there.</summary>
    /// <param name="form">The form; the window <see cref="Fits"/> it.</param>
    /// <param name="window">The demand.</param>
    /// <param name="growthLength">Buckets over which the level may grow by a tenth, ≥ 1.</param>
    /// <remarks>A second, smaller simplex finishes what the first one began: a simplex may collapse before it is there.</remarks>
    public static CesFit Of(CesForm form, EtsWindow window, int growthLength)
    {
        var fit = new CesFit(form, window, growthLength);
        fit.SearchGrid();
        fit.Search(FirstStep, 20 + 20 * fit.point.Length);
        fit.Search(NextStep, 10 + 10 * fit.point.Length);
        return fit;
    }

    /// <summary>Fits again to the history of a later origin, from the parameters of the one before.</summary>
    public void Continue(EtsWindow later)
    {
        window = later;
        Guess();
        Criterion = Evaluate(point);
        Search(NextStep, 5 + 8 * point.Length);
    }

    /// <summary>Forecasts from the end of the window.</summary>
    /// <param name="means">Filled with forecasts in units of the history.</param>
    public void Forecast(Span<double> means)
    {
        Evaluate(point);
        work.Forecast(Parameters, window.Values.Length % work.Season.Length, means);
        window.Restore(means);
    }

    private void SearchGrid()
    {
        Span<double> trial = stackalloc double[point.Length];
        trial.Clear();
        var isFirst = true;
        foreach (var real in RealGrid)
        {
            trial[0] = real;
            foreach (var imaginary in ImaginaryGrid)
            {
                trial[1] = imaginary;
                foreach (var seasonReal in Form == CesForm.None ? [real] : SeasonGrid)
                {
                    if (Form == CesForm.Full)
                        trial[2] = seasonReal;
                    var criterion = Evaluate(trial);
                    if (isFirst || criterion < Criterion)
                    {
                        Criterion = criterion;
                        trial.CopyTo(point);
                    }

                    isFirst = false;
                }
            }
        }
    }

    private void Search(double step, int evaluations) => Criterion = SimplexSearch.Minimise(
        Evaluate, point, Criterion, step, evaluations, CesParameters.Least, CesParameters.Most);

    private double Evaluate(ReadOnlySpan<double> at)
    {
        var parameters = CesParameters.At(Form, at);
        if (!parameters.AreAllowed(growthLength))
            return double.PositiveInfinity;
        work.Begin(parameters, level, season);
        return CesLikelihood.Run(parameters, window, work);
    }

    /// <summary>Where the state is taken to stand before the first bucket: the average season, and the mean of the first buckets without it.</summary>
    private void Guess()
    {
        season = Form == CesForm.None ? [0] : SeasonalIndices.Average(window.Values, window.SeasonLength, multiplies: false);
        var sum = 0.0;
        var count = 0;
        for (var t = 0; t < window.Values.Length && count < Math.Max(FewestBuckets, season.Length); t++)
        {
            if (double.IsNaN(window.Values[t]))
                continue;
            sum += window.Values[t] - season[t % season.Length];
            count++;
        }

        level = sum / count;
    }
}
