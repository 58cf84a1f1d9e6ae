using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Forecasting.Catalog;
using Forecasting.Cleansing;
using Forecasting.History;

namespace Forecasting.Planning;

/// <summary>A successor's history, continued into the past by those of the products that it replaces.</summary>
/// <param name="Own">What the successor itself sold, not observed where only its predecessors were on sale; with their stock records and
/// promotions there.</param>
/// <param name="Quantities">Units per bucket to learn from: same length.</param>
/// <param name="Record">Every bucket that differs, with the reason.</param>
internal sealed record InheritedHistory(DemandSeries Own, ImmutableArray<double> Quantities, ImmutableArray<Correction> Record)
{
    /// <summary>Name of the rule on record.</summary>
    public const string RuleName = "predecessor";

    /// <summary>Before the successor's first sale the predecessor's demand counts; from then on both are added, since customers chose
    /// between them.</summary>
    /// <param name="own">What the successor sold. Of length 0 when it has not sold yet.</param>
    /// <param name="before">What its predecessor sold, with what that one inherited; ends on the same day.</param>
    /// <param name="predecessor">The predecessor.</param>
    /// <exception cref="ArgumentException">The series do not end on the same day.</exception>
    public static InheritedHistory Join(DemandSeries own, DemandSeries before, Sku predecessor)
    {
        if (own.End != before.End)
            throw new ArgumentException($"The series end on {own.End:O} and {before.End:O}.", nameof(before));

        var longer = own.Length >= before.Length ? own : before;
        var (length, ownOffset, offset) = (longer.Length, longer.Length - own.Length, longer.Length - before.Length);
        var launch = ownOffset;
        while (launch < length && !(own.Quantities[launch - ownOffset] > 0))
            launch++;

        var (sold, joined) = (new double[length], new double[length]);
        var record = ImmutableArray.CreateBuilder<Correction>();
        for (var t = 0; t < length; t++)
        {
            sold[t] = At(own.Quantities, t - ownOffset, double.NaN);
            var inherited = At(before.Quantities, t - offset, double.NaN);
            joined[t] = double.IsNaN(inherited) ? sold[t] : t < launch ? inherited : sold[t] + inherited;
            if (joined[t].Equals(sold[t]))
                continue;
            record.Add(new Correction(longer.Bucket.Add(longer.Start, t), sold[t], joined[t], RuleName, t < launch
                ? $"Demand of {predecessor}, which {own.Key.Sku} replaces."
                : FormattableString.Invariant($"With the {inherited:0.##} of {predecessor}, sold beside it.")));
        }

        var raw = new DemandSeries(
            own.Key,
            longer.Bucket,
            longer.Start,
            Immutable(sold),
            Merge(own.Promotions, before.Promotions, false, (a, b) => a || b),
            Merge(own.Availability, before.Availability, double.NaN, (a, b) => double.IsNaN(b) ? a : Math.Max(a, b)))
        {
            LargestRows = Merge(own.LargestRows, before.LargestRows, 0, Math.Max),
        };
        return new InheritedHistory(raw, Immutable(joined), record.ToImmutable());

        ImmutableArray<T> Merge<T>(ImmutableArray<T> mine, ImmutableArray<T> theirs, T unknown, Func<T, T, T> both)
        {
            if (mine.IsDefaultOrEmpty && theirs.IsDefaultOrEmpty)
                return [];
            var merged = ImmutableArray.CreateBuilder<T>(length);
            for (var t = 0; t < length; t++)
            {
                var their = At(theirs, t - offset, unknown);
                merged.Add(t < launch ? their : both(At(mine, t - ownOffset, unknown), their));
            }

            return merged.MoveToImmutable();
        }
    }

    /// <summary>The rule that puts the inherited demand into the history, before any other rule.</summary>
    public CleansingRule Rule => (_, quantities, record) =>
    {
        Quantities.CopyTo(quantities);
        foreach (var correction in Record)
            record.Add(correction);
    };

    /// <summary>The whole as a series, for a successor of the successor.</summary>
    public DemandSeries AsSold => Own with { Quantities = Quantities };

    private static T At<T>(ImmutableArray<T> values, int index, T otherwise) =>
        index >= 0 && !values.IsDefault && index < values.Length ? values[index] : otherwise;

    private static ImmutableArray<double> Immutable(double[] values) => ImmutableCollectionsMarshal.AsImmutableArray(values);
}
