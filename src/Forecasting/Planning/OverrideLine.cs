using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.History;

namespace Forecasting.Planning;

/// <summary>An override as a report tells it.</summary>
/// <param name="Effect">What it says, with its reference, and what it does.</param>
/// <param name="Score">How good it was, as far as that is known.</param>
/// <param name="GivenBy">Who brought it; empty where it is a row of a file.</param>
/// <param name="GivenOn">On which day, UTC; null where it is a row of a file.</param>
public sealed record OverrideLine(OverrideEffect Effect, OverrideScore Score, string GivenBy, DateOnly? GivenOn)
{
    /// <summary>The overrides of a plan: what needs a person first, then by the first day, the latest first.</summary>
    /// <param name="effects">What became of every override that the plan was made with.</param>
    /// <param name="history">What came back with workbooks, withdrawn ones too.</param>
    /// <param name="known">Buckets that have come and were overridden.</param>
    /// <param name="bucket">Length of a bucket.</param>
    public static ImmutableArray<OverrideLine> Of(
        ImmutableArray<OverrideEffect> effects, OverrideHistory history, ImmutableArray<OverriddenBucket> known, TimeBucket bucket)
    {
        ArgumentNullException.ThrowIfNull(history);
        var newest = history.Newest.ToDictionary(v => v.Reference);
        var bySku = known.ToLookup(b => b.Key.Sku);
        var withdrawn = newest.Values.Where(v => v.Override.IsWithdrawn)
            .Select(v => new OverrideEffect(v.Override with { Reference = v.Reference }, OverrideState.Withdrawn, 0, 0));
        return
        [
            .. effects.Concat(withdrawn).Select(Line)
                .OrderBy(l => l.Effect.State == OverrideState.Waiting ? 0 : 1)
                .ThenByDescending(l => l.Effect.Override.Days.First)
                .ThenBy(l => l.Effect.Override.Sku.Code, StringComparer.Ordinal)
                .ThenBy(l => l.Effect.Override.Reference, StringComparer.Ordinal),
        ];

        OverrideLine Line(OverrideEffect effect)
        {
            var given = effect.Override;
            if (!newest.TryGetValue(given.Reference, out var version))
                return new OverrideLine(effect, OverrideScore.Of(given, bySku[given.Sku], bucket), "", null);
            var first = history.Of(version.Number)[0];
            return new OverrideLine(
                effect,
                OverrideScore.Of(given, bySku[given.Sku], bucket, first.AsOf, given.IsWithdrawn ? version.AsOf : null),
                version.GivenBy,
                DateOnly.FromDateTime(version.GivenAt.UtcDateTime));
        }
    }
}
