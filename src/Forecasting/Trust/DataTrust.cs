using System.Collections.Immutable;

namespace Forecasting.Trust;

/// <summary>The trust grade of a SKU-location with everything that lowers it.</summary>
/// <param name="Reasons">What speaks against the data, the gravest first; empty for grade A.</param>
public sealed record DataTrust(ImmutableArray<TrustReason> Reasons)
{
    /// <summary>Nothing is known against the data.</summary>
    public static readonly DataTrust Full = new([]);

    /// <summary>The worst grade of its reasons; A without any.</summary>
    public TrustGrade Grade { get; } = Reasons.Select(r => r.Grade).DefaultIfEmpty(TrustGrade.A).Max();

    /// <summary>The reasons in order: the gravest first, then as they were found.</summary>
    public static DataTrust Of(IEnumerable<TrustReason> reasons) => new([.. reasons.OrderByDescending(r => r.Grade)]);
}
