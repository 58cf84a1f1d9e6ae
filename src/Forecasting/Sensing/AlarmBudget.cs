namespace Forecasting.Sensing;

/// <summary>How strong evidence must be, so that all SKU-locations together give few false alarms.</summary>
public static class AlarmBudget
{
    private const int Sides = 2;
    private const int DaysPerWeek = 7;

    /// <summary>The value of the statistic (<see cref="DemandEvidence"/>) from which on it is an alarm, ≥ 1.</summary>
    /// <param name="watched">SKU-locations watched, ≥ 0.</param>
    /// <param name="falseAlarmsPerWeek">False alarms a week that all together may give, &gt; 0.</param>
    /// <remarks>While demand comes as promised, the statistic of a side less the number of its days is a martingale that begins at 0, so by
    /// Doob's inequality it reaches c within t days with a probability of at most t ÷ c. Summed over both sides, seven days and all SKU-locations
    /// that is the budget when c = 2·7·watched ÷ budget. However often a new plan begins the count anew, the days add up to the same.</remarks>
    /// <example>1,000 watched, one alarm a week: 14,000.</example>
    public static double Threshold(int watched, double falseAlarmsPerWeek) => Math.Max(1, Sides * DaysPerWeek * watched / falseAlarmsPerWeek);
}
