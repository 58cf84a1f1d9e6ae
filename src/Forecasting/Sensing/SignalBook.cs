using System.Collections.Immutable;

namespace Forecasting.Sensing;

/// <summary>A signal, and for how long it has stood.</summary>
/// <param name="Signal">As it was seen last.</param>
/// <param name="FirstAsOf">Morning on which it was seen first.</param>
/// <param name="LastAsOf">Morning on which it was seen last.</param>
/// <param name="EndedAsOf">Morning on which it was seen no more; null while it stands.</param>
public sealed record StandingSignal(Signal Signal, DateOnly FirstAsOf, DateOnly LastAsOf, DateOnly? EndedAsOf)
{
    /// <summary>True on the morning that saw it first.</summary>
    public bool IsNew => FirstAsOf == LastAsOf && EndedAsOf is null;
}

/// <summary>Keeps signals apart that are new, that stand, and that are over: nothing is told twice.</summary>
public static class SignalBook
{
    /// <summary>Writes a look into the book.</summary>
    /// <param name="open">What stood before.</param>
    /// <param name="look">What was found.</param>
    /// <returns>All that stands or has just ended, in the order of the look, then what ended.</returns>
    /// <remarks>A look as of an earlier morning than one before it ends nothing and makes nothing older.</remarks>
    public static ImmutableArray<StandingSignal> Enter(IEnumerable<StandingSignal> open, SensingReport look)
    {
        ArgumentNullException.ThrowIfNull(look);
        var before = open.Where(s => s.EndedAsOf is null).ToDictionary(s => s.Signal.Id, StringComparer.Ordinal);
        var entries = ImmutableArray.CreateBuilder<StandingSignal>();
        foreach (var found in look.Signals)
        {
            var first = before.Remove(found.Id, out var known) && known.FirstAsOf < look.AsOf ? known.FirstAsOf : look.AsOf;
            var since = found.Kind == SignalKind.Stockout && known is not null && known.Signal.Since < found.Since ? known.Signal.Since : found.Since;
            entries.Add(new StandingSignal(found with { Since = since }, first, look.AsOf, null));
        }

        foreach (var gone in before.Values.OrderBy(s => s.Signal.Id, StringComparer.Ordinal))
            entries.Add(gone.LastAsOf > look.AsOf ? gone : gone with { EndedAsOf = look.AsOf });
        return entries.ToImmutable();
    }
}
