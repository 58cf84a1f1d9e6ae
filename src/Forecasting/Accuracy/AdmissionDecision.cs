using Forecasting.Segmentation;

namespace Forecasting.Accuracy;

/// <summary>Whether the global model takes part in the forecasts of one kind of demand.</summary>
/// <param name="Pattern">The kind of demand.</param>
/// <param name="Series">Series that were forecast both ways from at least one common origin.</param>
/// <param name="Weight">Weight of the global model beside the local ones, 0..1; 0 = it does not take part.</param>
/// <param name="LossRatio">Typical loss with the global model at its full weight ÷ loss without, on series that the weight was not
/// learnt from; below 1 = it helps; NaN where it was not tried.</param>
/// <param name="Reason">Why, in a full sentence.</param>
public sealed record AdmissionDecision(DemandPattern Pattern, int Series, double Weight, double LossRatio, string Reason)
{
    /// <summary>Whether it takes part.</summary>
    public bool IsAdmitted => Weight > 0;
}
