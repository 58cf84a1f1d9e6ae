namespace Forecasting.Forecasters.Ssa;

/// <summary>What SSA decomposes: the demand itself, or what is left when the usual season and the scale are taken out of it.</summary>
public enum SsaView
{
    /// <summary>Demand as it is: seasons of any shape are found among the components.</summary>
    Raw,

    /// <summary>Demand without the average season (classical decomposition, where the data show one), in logarithms where every bucket seen is above
    /// 0: a season known from few years, and growth in per cent, cost no components.</summary>
    Adjusted,
}
