namespace Forecasting.Planning;

/// <summary>What a receiver's system says of a whole file, by its number. The later in this list, the more it counts.</summary>
public enum TechnicalState
{
    /// <summary>Nothing came in the time agreed.</summary>
    Overdue,

    /// <summary>It arrived, and its envelope was understood.</summary>
    Received,

    /// <summary>It was refused, whole or in part: what it says counts as not delivered.</summary>
    Rejected,

    /// <summary>It was taken, and the receiver has remarks.</summary>
    AcceptedWithErrors,

    /// <summary>It was taken.</summary>
    Accepted,
}

/// <summary>One technical answer about the number of a file.</summary>
/// <param name="Kind">Its form: <c>997</c>, <c>TA1</c>, <c>CONTRL</c>, …</param>
/// <param name="State">What is said.</param>
/// <param name="Code">The receiver's codes; empty when there are none.</param>
/// <param name="Text">In words; empty when nothing is said.</param>
public sealed record TechnicalAnswer(string Kind, TechnicalState State, string Code, string Text)
{
    /// <summary>True while a person has to look.</summary>
    public bool IsAlarm => State is TechnicalState.Overdue or TechnicalState.Rejected;

    /// <summary>The answer that holds; null when there is none.</summary>
    /// <param name="answers">Every answer about one number, in any order.</param>
    /// <remarks>It does not depend on the order in which answers came, because files overtake each other and come twice. A number stands for the same bytes
    /// for ever, so a receiver who has taken them has them: a yes closes a no, whenever it comes.</remarks>
    public static TechnicalAnswer? Standing(IEnumerable<TechnicalAnswer> answers) => answers
        .OrderByDescending(a => a.State)
        .ThenBy(a => a.Kind, StringComparer.Ordinal).ThenBy(a => a.Code, StringComparer.Ordinal).ThenBy(a => a.Text, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>The state in words: <c>accepted with errors</c>.</summary>
    public string Word => WordOf(State);

    /// <summary>A state in words.</summary>
    public static string WordOf(TechnicalState state) => state switch
    {
        TechnicalState.Overdue => "no answer",
        TechnicalState.Received => "received",
        TechnicalState.Rejected => "rejected",
        TechnicalState.AcceptedWithErrors => "accepted with errors",
        _ => "accepted",
    };

    /// <summary><c>rejected (997 R 5: …)</c>: what people read.</summary>
    public override string ToString()
    {
        var why = string.Join(": ", new[] { $"{Kind} {Code}".Trim(), Text }.Where(t => t.Length > 0));
        return why.Length > 0 ? $"{Word} ({why})" : Word;
    }
}
