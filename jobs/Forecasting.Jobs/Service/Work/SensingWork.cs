using System.Collections.Immutable;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Sensing;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Work;

/// <summary>A look by the service, and the preview of what it found.</summary>
internal static class SensingWork
{
    /// <summary>In whose name a preview follows.</summary>
    public const string Name = "sensing";

    // As many codes as a caller of the API may name.
    private const int MostSkus = 1000;

    /// <summary>Looks; with <c>sensing.reforecast</c> the first look of a day that finds something asks for a preview of its SKUs.</summary>
    public static WorkResult Do(
        LiveWork work, ServiceOptions options, ServiceDatabase store, ImmutableArray<KeyValuePair<string, string>> values, TimeSpan wait, TimeProvider clock)
    {
        using var progress = RunProgress.To(work.Report, work.Begun);
        var result = SensingRun.Execute(
            new SensingRequest(options.Data, options.Database, work.Order.AsOf, options.SettingsFile, values, wait), clock, progress, work.Stop);
        return new WorkResult(
            result.Refused.IsEmpty ? RequestState.Done : RequestState.Partial,
            string.Join('\n', [result.Summary, .. result.Look.Notes.Take(10), .. result.Refused]),
            Then: result.Settings.Reforecast ? Preview(result, store) : null);
    }

    private static WorkOrder? Preview(SensingResult result, ServiceDatabase store)
    {
        ImmutableArray<string> skus = [.. result.Standing.SelectMany(s => s.Signal.Concerns).Select(k => k.Sku.Code).Distinct(StringComparer.Ordinal).Take(MostSkus)];
        if (skus.IsEmpty)
            return null;
        using var database = store.Open();
        var today = store.UtcNow(database).UtcDateTime.Date;
        return new ServiceRequests(database).Newest().Any(r => r.Kind == RequestKind.Preview && r.By == Name && r.At.UtcDateTime.Date == today)
            ? null
            : new WorkOrder(RequestKind.Preview, result.Look.AsOf, new Narrowing { Skus = skus }.ToText());
    }
}
