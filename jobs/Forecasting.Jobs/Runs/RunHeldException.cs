namespace Forecasting.Jobs.Runs;

/// <summary>A plan is not published because a person must decide, or has decided. Nothing went out.</summary>
/// <param name="message">Why, and what to do.</param>
internal sealed class RunHeldException(string message) : Exception(message);
