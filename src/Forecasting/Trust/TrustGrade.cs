namespace Forecasting.Trust;

/// <summary>How far the data of one SKU-location can be trusted, as schools mark: A is the best.</summary>
public enum TrustGrade
{
    /// <summary>Nothing is known against the data.</summary>
    A,

    /// <summary>Something was corrected or assumed; the plan stands.</summary>
    B,

    /// <summary>The plan rests on thin or doubtful data: look before ordering.</summary>
    C,

    /// <summary>The data contradicts itself: no plan is made from it, the last good one stands.</summary>
    D,
}

/// <summary>One thing that speaks against the data of a SKU-location.</summary>
/// <param name="Grade">The best grade that it leaves: B, C or D.</param>
/// <param name="Rule">Short stable name: <c>unit</c>, <c>stale stock</c>, <c>short history</c>, …</param>
/// <param name="Text">A full sentence for the planner, with the numbers.</param>
public sealed record TrustReason(TrustGrade Grade, string Rule, string Text);
