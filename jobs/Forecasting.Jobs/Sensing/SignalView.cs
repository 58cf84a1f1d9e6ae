using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Forecasting.Sensing;

namespace Forecasting.Jobs.Sensing;

/// <summary>A product at a place.</summary>
internal sealed record ConcernView(string Sku, string Location);

/// <summary>A signal as programs see it.</summary>
/// <param name="Id">The same thing has the same id on every day of one plan.</param>
/// <param name="Kind">spike, collapse, stockout, lateSupplier.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Since">The first day that speaks for it.</param>
/// <param name="FirstSeen">Morning of the look that saw it first.</param>
/// <param name="IsNew">True when that was the last look.</param>
/// <param name="Evidence">Full sentences with the numbers.</param>
/// <param name="Advice">What to do.</param>
/// <param name="UnitsAtRisk">Units not served, or not sold.</param>
/// <param name="MoneyAtRisk">The same in money; null where nothing is known of the value of a unit.</param>
/// <param name="Currency">Its currency; empty when unknown.</param>
/// <param name="Concerns">The products and places concerned.</param>
internal sealed record SignalView(
    string Id,
    SignalKind Kind,
    string Subject,
    DateOnly Since,
    DateOnly FirstSeen,
    bool IsNew,
    string Evidence,
    string Advice,
    double UnitsAtRisk,
    decimal? MoneyAtRisk,
    string Currency,
    ImmutableArray<ConcernView> Concerns)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>As programs see it.</summary>
    public static SignalView Of(StandingSignal entry)
    {
        var signal = entry.Signal;
        return new SignalView(
            signal.Id, signal.Kind, signal.Subject, signal.Since, entry.FirstAsOf, entry.IsNew, signal.Evidence, signal.Advice, Math.Round(signal.UnitsAtRisk, 2),
            signal.MoneyAtRisk, signal.Currency, [.. signal.Concerns.Select(k => new ConcernView(k.Sku.Code, k.Location.Code))]);
    }

    /// <summary>A whole look as one JSON object and a line feed.</summary>
    public static string ToJson(SensingResult result) => JsonSerializer.Serialize(
        new
        {
            result.Look.AsOf,
            result.Look.RunId,
            result.Look.PlanAsOf,
            result.Look.Watched,
            result.Look.DaysSeen,
            result.Look.Threshold,
            result.Look.Notes,
            Signals = result.Standing.Select(Of),
            Ended = result.Entries.Where(e => e.EndedAsOf is not null).Select(e => e.Signal.Id),
        },
        Json) + "\n";
}
