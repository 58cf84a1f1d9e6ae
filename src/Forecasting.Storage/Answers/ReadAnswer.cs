using System.Collections.Immutable;
using Forecasting.Planning;

namespace Forecasting.Storage.Answers;

/// <summary>What a file of a partner says about one number or line.</summary>
/// <param name="Place">Where it stands: <c>line 3</c>, <c>segment 12</c>.</param>
public abstract record ReadAnswer(string Place);

/// <summary>A technical answer.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Number">The number of our file.</param>
/// <param name="Answer">What is said.</param>
public sealed record NumberAnswer(string Place, long Number, TechnicalAnswer Answer) : ReadAnswer(Place)
{
    /// <summary>Name of our file where the answer gives it; otherwise empty.</summary>
    public string FileName { get; init; } = "";

    /// <summary>True when it only follows from an answer about a line.</summary>
    public bool IsImplied { get; init; }
}

/// <summary>A business answer.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="LineId">The line; empty when it is named by order and number.</param>
/// <param name="OrderId">The order; empty when the line id says enough.</param>
/// <param name="LineNumber">The line in the order; null = all of it, where there is no line id.</param>
/// <param name="State">What is said.</param>
/// <param name="Quantity">Units that will come; null = not said.</param>
public sealed record LineAnswer(
    string Place, string LineId, string OrderId, int? LineNumber, AcknowledgementState State, decimal? Quantity) : ReadAnswer(Place)
{
    /// <summary>The partner's own number of the order; empty = none.</summary>
    public string TheirReference { get; init; } = "";

    /// <summary>Day on which it will come; null = not said.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The partner's code; empty = none.</summary>
    public string Code { get; init; } = "";

    /// <summary>Why; empty = not said.</summary>
    public string Text { get; init; } = "";

    /// <summary>What people call it.</summary>
    public string Subject => LineId.Length > 0 ? LineId : LineNumber is { } number ? FormattableString.Invariant($"{OrderId} line {number}") : OrderId;
}

/// <summary>A part of a file that cannot be taken, while the others can.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Subject">What it speaks of, as far as that can be read.</param>
/// <param name="Fault">What is wrong.</param>
public sealed record UnreadableAnswer(string Place, string Subject, string Fault) : ReadAnswer(Place);

/// <summary>What a file of a partner says.</summary>
/// <param name="Kind">Its form.</param>
/// <param name="Answers">In the order of the file.</param>
public sealed record AnswerDocument(string Kind, ImmutableArray<ReadAnswer> Answers)
{
    /// <summary>Whom the envelope names as its sender; empty where there is none.</summary>
    public string Sender { get; init; } = "";

    /// <summary>Whom the envelope names as its receiver, us; empty where there is none.</summary>
    public string Receiver { get; init; } = "";
}

/// <summary>A file of answers cannot be taken at all: the message says where and why.</summary>
/// <param name="message">A clause without the name of the file and without a full stop.</param>
public sealed class AnswerFileException(string message) : Exception(message);
