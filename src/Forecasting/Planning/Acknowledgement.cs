namespace Forecasting.Planning;

/// <summary>What whoever received a reorder line says about it.</summary>
public enum AcknowledgementState
{
    /// <summary>It arrived and was understood; nothing is promised yet.</summary>
    Received,

    /// <summary>It will be delivered.</summary>
    Accepted,

    /// <summary>It will not be delivered.</summary>
    Rejected,
}

/// <summary>One answer about a line that went out. The last answer holds: a late yes closes a no.</summary>
/// <param name="LineId">The line.</param>
/// <param name="State">What is said.</param>
/// <param name="Quantity">Units that will come: 0 when rejected, null when only received.</param>
/// <param name="Reference">Where it was said: the name of the file.</param>
/// <param name="Reason">Why; empty when nothing is said.</param>
public sealed record Acknowledgement(string LineId, AcknowledgementState State, decimal? Quantity, string Reference, string Reason)
{
    /// <summary>The partner's own number of the order; empty when it gives none.</summary>
    public string TheirReference { get; init; } = "";

    /// <summary>Day on which it will come; null when nothing is said.</summary>
    public DateOnly? ConfirmedDate { get; init; }

    /// <summary>The partner's code; empty when it gives none.</summary>
    public string Code { get; init; } = "";

    /// <summary>The answer after another one about the same line; null when it says nothing new.</summary>
    /// <param name="before">The answer that holds; null = none.</param>
    /// <remarks>A receipt that comes after the yes or no it belongs to says nothing new.</remarks>
    public Acknowledgement? After(Acknowledgement? before) => before switch
    {
        null => this,
        { State: not AcknowledgementState.Received } when State == AcknowledgementState.Received => null,
        _ when before.State == State && before.Quantity == Quantity && before.Reason == Reason && before.ConfirmedDate == ConfirmedDate => null,
        _ => this,
    };
}
