namespace Forecasting.Trust;

/// <summary>Codes that one table uses and the table they belong to does not have.</summary>
/// <param name="Feed">The table that uses them.</param>
/// <param name="Kind">What they name: <c>products</c>, <c>places</c>, <c>suppliers</c>.</param>
/// <param name="Codes">The codes, unique, in order.</param>
/// <param name="Master">The table that should have them.</param>
public sealed record UnknownCodes(string Feed, string Kind, IReadOnlyList<string> Codes, string Master)
{
    private const int Named = 5;

    /// <summary>The codes that are used and not known, in ordinal order.</summary>
    public static UnknownCodes Of(string feed, string kind, IEnumerable<string> used, IReadOnlySet<string> known, string master) =>
        new(
            feed,
            kind,
            [.. used.Where(code => !known.Contains(code)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            master);

    /// <summary>What the gate says of them; none when every code is known.</summary>
    public IEnumerable<GateFinding> Find()
    {
        if (Codes.Count == 0)
            yield break;
        yield return new GateFinding(Feed, GateChecks.Codes, GateLevel.Warning,
            $"{Feed} names {Codes.Count} {Kind} that {Master} does not have: "
            + $"{string.Join(", ", Codes.Take(Named))}{(Codes.Count > Named ? ", …" : "")}.");
    }
}
