namespace Forecasting.Inventory.Network;

/// <summary>What is fair when there is not enough.</summary>
public enum FairShareRule
{
    /// <summary>Each pack goes where it avoids most expected shortage, in money: together the least that can be had.</summary>
    LeastShortage,

    /// <summary>All places run out with the same probability, as far as what they have and ask allows.</summary>
    EqualProbability,

    /// <summary>What is missing to the levels is shared as safety stock is: who has more to lose from gives more.</summary>
    AppropriateShare,
}
