namespace Forecasting.History;

/// <summary>A row of the sheet Overrides as it came back.</summary>
/// <param name="Row">Its number in the sheet, from 1.</param>
/// <param name="Override">What it says, with its reference; that is empty in a row that a planner added.</param>
public sealed record WrittenOverride(long Row, DemandOverride Override);

/// <summary>What became of a row that came back.</summary>
public enum ReturnedOutcome
{
    /// <summary>It is on record as a new version, and the next run follows it.</summary>
    Applied,

    /// <summary>It says what is on record already.</summary>
    Unchanged,

    /// <summary>It is not on record.</summary>
    Refused,
}

/// <summary>A row of the sheet Overrides and what became of it.</summary>
/// <param name="Row">Its number in the sheet, from 1.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Column">Header of the column at fault; empty when it is the row, or nothing is.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Rule">Name of the rule that refused it; empty when none did.</param>
/// <param name="Text">What was found and what to do, a full sentence; empty when there is nothing to say.</param>
public sealed record ReturnedRow(long Row, ReturnedOutcome Outcome, string Column, string Value, string Rule, string Text);
