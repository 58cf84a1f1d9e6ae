namespace Forecasting.Inventory.SharedOrders;

/// <summary>One line of an order that is sized together with others.</summary>
/// <param name="worth">What a quantity of it is worth.</param>
/// <param name="wanted">Units that it would order alone, whole packs, ≥ 0.</param>
/// <param name="minimum">Smallest order, units: a quantity is 0 or at least this.</param>
/// <param name="pack">Units in a pack, &gt; 0: a quantity is whole packs.</param>
/// <param name="most">Largest order, units; it is never raised above it, nor when it already is.</param>
public sealed class OrderCandidate(OrderWorth worth, decimal wanted, decimal minimum, decimal pack, decimal most)
{
    // A line is changed by a twentieth of what it sells in a review period or by a pack, whichever is more: grams are not weighed one by one.
    private const int StepsPerReview = 20;

    private readonly decimal step = pack * Math.Max(1, Math.Floor((decimal)Math.Min(worth.Curve.MeanReviewDemand, 1e12) / StepsPerReview / pack));

    /// <summary>Units that it would order alone.</summary>
    public decimal Wanted { get; } = wanted;

    /// <summary>Largest order, units.</summary>
    public decimal Most { get; } = most;

    /// <summary>Units in a pack.</summary>
    public decimal Pack { get; } = pack;

    /// <summary>Units ordered now.</summary>
    public decimal Quantity { get; set; } = wanted;

    /// <summary>What the quantity is worth, money.</summary>
    public double Worth => worth.Of((double)Quantity);

    /// <summary>The next quantity above; null when it may not be raised.</summary>
    public decimal? Above => AboveOf(Quantity);

    /// <summary>The next quantity below, 0 when less than the smallest order would be left; null when there is nothing to take.</summary>
    public decimal? Below => BelowOf(Quantity);

    /// <summary>As <see cref="Above"/>, from any quantity.</summary>
    /// <param name="quantity">Units.</param>
    public decimal? AboveOf(decimal quantity)
    {
        var next = quantity == 0 ? OrderSizing.RoundUp(Math.Max(minimum, step), Pack) : quantity + step;
        return next <= Most ? next : null;
    }

    /// <summary>As <see cref="Below"/>, from any quantity.</summary>
    /// <param name="quantity">Units.</param>
    public decimal? BelowOf(decimal quantity) => quantity <= 0 ? null : quantity - step < Math.Max(minimum, Pack) ? 0 : quantity - step;

    /// <summary>Price of a unit at a quantity as a share of its price without a break.</summary>
    /// <param name="quantity">Units.</param>
    public double PriceShare(decimal quantity) => worth.Prices?.ShareAt(quantity) ?? 1;

    /// <summary>The same line, wanting another quantity alone.</summary>
    /// <param name="quantity">Units, whole packs, ≥ 0.</param>
    public OrderCandidate Wanting(decimal quantity) => new(worth, quantity, minimum, Pack, Most);

    /// <summary>Gain of changing to another quantity, money.</summary>
    /// <param name="to">Units.</param>
    public double Gain(decimal to) => worth.Of((double)to) - Worth;
}
