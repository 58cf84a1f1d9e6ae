using System.Collections.Immutable;

namespace Forecasting.Trust;

/// <summary>What a firm wants a check of the gate to do when it finds something.</summary>
public enum GateAction
{
    /// <summary>The check is not made.</summary>
    Off,

    /// <summary>The plan is published and says so.</summary>
    Warn,

    /// <summary>Nothing is published.</summary>
    Block,
}

/// <summary>When the gate warns and when it blocks. Section <c>gate</c> of the settings.</summary>
public sealed record GateSettings
{
    /// <summary>Share of the rows read that may be set aside before publication is held, 0..1.</summary>
    /// <value>0.05: a plan that misses more than a twentieth of its input is not this firm's plan.</value>
    public double MaximumQuarantinedShare { get; init; } = 0.05;

    /// <summary>By feed, then check: what a finding does, instead of what the check itself decides. <c>{ "sales": {
    /// "freshness": "warn" } }</c>.</summary>
    /// <value>Empty: each check decides by the strength of its evidence (docs/methods/trust.md).</value>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, GateAction>> Levels { get; init; } =
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, GateAction>>.Empty;

    /// <summary>What one unit of a currency is worth in the firm's own, by ISO 4217 code: <c>{ "EUR": 1, "USD":
    /// 0.92 }</c>. Each above 0.</summary>
    /// <value>Empty: with one currency none is needed; amounts in several are never added without.</value>
    public ImmutableSortedDictionary<string, decimal> Rates { get; init; } = ImmutableSortedDictionary<string, decimal>.Empty;

    /// <summary>What the firm wants of a check; null = what the check decides.</summary>
    /// <param name="feed">The feed, as in files (<c>open_orders</c>) or in settings (<c>openOrders</c>); letter
    /// case does not count.</param>
    /// <param name="check">The check.</param>
    public GateAction? ActionFor(string feed, string check)
    {
        foreach (var (name, checks) in Levels)
        {
            if (!IsSame(name, feed))
                continue;
            foreach (var (checkName, action) in checks)
            {
                if (IsSame(checkName, check))
                    return action;
            }
        }

        return null;
    }

    /// <summary>The rate of a currency; null when it is not known.</summary>
    /// <param name="currency">ISO 4217 code; letter case does not count.</param>
    public decimal? RateOf(string currency)
    {
        foreach (var (code, rate) in Rates)
        {
            if (string.Equals(code, currency, StringComparison.OrdinalIgnoreCase))
                return rate;
        }

        return null;
    }

    /// <summary>The faults of these settings, each a sentence naming the value and the legal range; empty when there are none.</summary>
    public IEnumerable<string> Validate()
    {
        if (!(MaximumQuarantinedShare is >= 0 and <= 1))
            yield return FormattableString.Invariant(
                $"gate.maximumQuarantinedShare is {MaximumQuarantinedShare}; it must be between 0 and 1.");
        foreach (var (feed, checks) in Levels)
        {
            foreach (var check in checks.Keys)
            {
                if (!GateChecks.All.Any(known => IsSame(known.Feed, feed) && IsSame(known.Check, check)))
                {
                    var others = GateChecks.All.Where(known => IsSame(known.Feed, feed)).Select(known => known.Check).ToList();
                    yield return $"gate.levels.{feed}.{check} is no check; " + (others.Count > 0
                        ? $"those of {feed} are {string.Join(", ", others)}."
                        : "the feeds with checks are "
                            + $"{string.Join(", ", GateChecks.All.Select(known => GateChecks.SettingName(known.Feed)).Distinct())}.");
                }
            }
        }

        foreach (var (currency, rate) in Rates)
        {
            if (rate <= 0)
                yield return FormattableString.Invariant($"gate.rates.{currency} is {rate}; it must be above 0.");
        }
    }

    private static bool IsSame(string a, string b) => string.Equals(
        a.Replace("_", "", StringComparison.Ordinal), b.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
}
