namespace Forecasting.Segmentation;

/// <summary>The kind of demand, by Syntetos, Boylan and Croston (2005), JORS 56, 495–503.</summary>
public enum DemandPattern
{
    /// <summary>Never sold in the observed buckets.</summary>
    NoDemand,

    /// <summary>Often and even.</summary>
    Smooth,

    /// <summary>Often, sizes vary.</summary>
    Erratic,

    /// <summary>Seldom, sizes even.</summary>
    Intermittent,

    /// <summary>Seldom, sizes vary.</summary>
    Lumpy,
}
