namespace Forecasting.Segmentation;

/// <summary>Where a product stands in its life at one place.</summary>
public enum LifeCycle
{
    /// <summary>On sale for too short a time to know its level or season.</summary>
    New,

    /// <summary>Sells clearly more than before.</summary>
    Growing,

    /// <summary>Sells about as before.</summary>
    Mature,

    /// <summary>Sells clearly less than before.</summary>
    Declining,

    /// <summary>Has not sold for long, or is about to end.</summary>
    Ending,
}

/// <summary>The classes of one SKU-location, each by a rule that a planner can recompute by hand.</summary>
/// <param name="Abc">'A', 'B' or 'C' by share of value; a blank where no value is known.</param>
/// <param name="Xyz">'X', 'Y' or 'Z' by variability of demand; a blank where there is no demand.</param>
/// <param name="Pattern">Kind of demand.</param>
/// <param name="LifeCycle">Where it stands in its life.</param>
public sealed record Segment(char Abc, char Xyz, DemandPattern Pattern, LifeCycle LifeCycle);
