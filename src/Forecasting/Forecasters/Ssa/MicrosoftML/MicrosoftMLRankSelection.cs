namespace Forecasting.Forecasters.Ssa.MicrosoftML;

/// <summary>How <c>ForecastBySsa</c> picks its rank.</summary>
public enum MicrosoftMLRankSelection
{
    /// <summary>The rank whose recurrence, run free over the last max(L, 200) points from a rebuilt start, errs least.</summary>
    Exact,

    /// <summary>As <see cref="Exact"/>, the start being rebuilt from one window instead of the whole series.</summary>
    Fast,

    /// <summary>The rank given.</summary>
    Fixed,
}
