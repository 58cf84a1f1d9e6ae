namespace Forecasting.Planning;

/// <summary>One interchange with a partner: what is sent again under its number must be the same bytes.</summary>
/// <param name="Partner">Name of the partner.</param>
/// <param name="Number">Its number.</param>
/// <param name="Sha256">SHA-256 of its bytes, hexadecimal.</param>
public sealed record SentInterchange(string Partner, ControlNumber Number, string Sha256)
{
    /// <summary>The number of the next interchange with a partner: strictly above all before, 1 for the first.</summary>
    /// <param name="sent">Every interchange that has a number, in any order.</param>
    /// <param name="partner">Name of the partner.</param>
    /// <exception cref="ArgumentOutOfRangeException">The partner has had the largest number.</exception>
    public static ControlNumber Next(IEnumerable<SentInterchange> sent, string partner)
    {
        ArgumentNullException.ThrowIfNull(sent);
        return new(Of(sent, partner).Select(s => s.Number.Value).DefaultIfEmpty(0).Max() + 1);
    }

    /// <summary>Why this interchange must not go out; null when it may: its number is above all before, or it is one of them once more.</summary>
    /// <param name="sent">Every interchange that has a number, in any order.</param>
    public string? Refusal(IEnumerable<SentInterchange> sent)
    {
        ArgumentNullException.ThrowIfNull(sent);
        var before = Of(sent, Partner).ToArray();
        if (Array.Find(before, s => s.Number == Number) is { } same)
        {
            return string.Equals(same.Sha256, Sha256, StringComparison.OrdinalIgnoreCase)
                ? null
                : $"Number {Number} has gone to {Partner} with other content; what differs needs a number of its own.";
        }

        return before.Select(s => s.Number).DefaultIfEmpty().Max() is { Value: > 0 } last && last > Number
            ? $"Number {Number} is below {last}, which has gone to {Partner}; numbers only rise."
            : null;
    }

    private static IEnumerable<SentInterchange> Of(IEnumerable<SentInterchange> sent, string partner) =>
        sent.Where(s => string.Equals(s.Partner, partner, StringComparison.Ordinal));
}
