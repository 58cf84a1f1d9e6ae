namespace Forecasting.Planning;

/// <summary>A file for a partner that went out before a plan, and what is known of it when the plan is made.</summary>
/// <param name="Partner">The partner.</param>
/// <param name="Number">Its number.</param>
/// <param name="FileName">Its name.</param>
/// <param name="State">What became of it, in words: <c>delivered</c>, <c>kept</c>, <c>pending</c>, <c>held</c>.</param>
/// <param name="AsOf">Morning of the plan that made it.</param>
/// <param name="Answer">The technical answer that holds; null = none, and none is missed.</param>
/// <param name="Lines">Its order lines.</param>
/// <param name="Received">Of these, received and nothing promised yet.</param>
/// <param name="Accepted">Of these, accepted.</param>
/// <param name="Rejected">Of these, rejected.</param>
public sealed record PartnerFileStatus(
    string Partner,
    long Number,
    string FileName,
    string State,
    DateOnly AsOf,
    TechnicalAnswer? Answer,
    int Lines,
    int Received,
    int Accepted,
    int Rejected)
{
    /// <summary>What a reader of the plan must know of it, as a sentence; null when there is nothing.</summary>
    public string? Warning => Answer switch
    {
        { State: TechnicalState.Overdue } => $"{this} has no answer in the time agreed: ask the partner. It is not sent again by itself.",
        { State: TechnicalState.Rejected } => FormattableString.Invariant($"{this} was {Answer}: its {Lines} lines count as not delivered. It is not sent again by itself."),
        _ => null,
    };

    /// <summary><c>acme/12</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Partner}/{Number}");
}
