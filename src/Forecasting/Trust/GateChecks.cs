using System.Collections.Immutable;

namespace Forecasting.Trust;

/// <summary>The checks of the gate by feed: the names that findings carry and that settings may speak of.</summary>
internal static class GateChecks
{
    /// <summary>Rows read that are neither loaded, set aside nor repetitions.</summary>
    public const string Conservation = "conservation";

    /// <summary>Share of rows or units set aside.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>Files refused whole.</summary>
    public const string Refused = "refused";

    /// <summary>Age of the newest rows.</summary>
    public const string Freshness = "freshness";

    /// <summary>Number of the newest rows, and places that sent none.</summary>
    public const string Volume = "volume";

    /// <summary>Shape of the newest quantities.</summary>
    public const string Distribution = "distribution";

    /// <summary>Rows dated in the future.</summary>
    public const string Future = "future";

    /// <summary>Codes that the master data do not know.</summary>
    public const string Codes = "codes";

    /// <summary>Counts below zero.</summary>
    public const string Negative = "negative";

    /// <summary>Units, packs and prices that are a known factor off.</summary>
    public const string Unit = "unit";

    /// <summary>Check digits of GTINs.</summary>
    public const string Gtin = "gtin";

    /// <summary>More than one currency.</summary>
    public const string Currency = "currency";

    /// <summary>SKU-locations whose planning failed.</summary>
    public const string Failures = "failures";

    /// <summary>The feed name of findings about the plan itself.</summary>
    public const string Plan = "plan";

    /// <summary>Every check that settings may speak of. Conservation is not among them: a broken sum is never let through.</summary>
    public static readonly ImmutableArray<(string Feed, string Check)> All =
    [
        .. ((string[])["sales", "stock", "availability"]).SelectMany(feed =>
            ((string[])[Quarantine, Refused, Freshness, Volume, Distribution, Future, Codes]).Select(check => (feed, check))),
        ("stock", Negative),
        ("sales", Unit),
        ("stock", Unit),
        .. ((string[])["items", "item_locations", "locations", "suppliers", "open_orders", "receipts", "events", "overrides", "vetoes"])
            .SelectMany(feed => ((string[])[Quarantine, Refused]).Select(check => (feed, check))),
        ("items", Codes),
        ("items", Unit),
        ("items", Gtin),
        ("suppliers", Currency),
        ("open_orders", Codes),
        ("overrides", Codes),
        (Plan, Failures),
    ];

    /// <summary>Name of a feed in settings: <c>openOrders</c> for <c>open_orders</c>.</summary>
    public static string SettingName(string feed)
    {
        var words = feed.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
