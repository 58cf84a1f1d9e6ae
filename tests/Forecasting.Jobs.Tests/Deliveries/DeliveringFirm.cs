using System.Collections.Immutable;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Jobs.Deliveries;
using Forecasting.Jobs.Runs;
using Forecasting.Jobs.Settings;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using Forecasting.Reports.Formats;
using Forecasting.Reports.Publishing;
using Forecasting.Storage;
using Forecasting.Storage.Deliveries;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Tests.Deliveries;

/// <summary>A firm whose runs have a line for each of two partners, and nothing to compute: publication and delivery as a run does them.</summary>
internal static class DeliveringFirm
{
    private static readonly DateOnly AsOf = new(2026, 3, 2);
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 5, 30, 0, TimeSpan.Zero);

    /// <summary>The settings: two partners who get their files in two folders.</summary>
    /// <param name="inbox">Folder of the targets.</param>
    public static ProgramSettings Settings(string inbox) => new()
    {
        Partners = [Partner("acme", "S1", inbox), Partner("erp", "S2", inbox)],
        Delivery = new DeliverySettings { RetrySeconds = 0 },
    };

    /// <summary>The settings with only the first of them.</summary>
    /// <param name="inbox">Folder of the targets.</param>
    public static ProgramSettings OnePartner(string inbox) => Settings(inbox) with { Partners = [Partner("acme", "S1", inbox)] };

    /// <summary>Publishes the run of a number for one partner and delivers, or goes on where an earlier attempt ended; done twice, it is done once.</summary>
    /// <param name="output">Folder of the reports and of the database.</param>
    /// <param name="inbox">Folder of the targets.</param>
    /// <param name="number">Which run, from 1.</param>
    /// <param name="before">Told of each durable step before it happens.</param>
    public static DeliveryReport Run(string output, string inbox, int number, Action<string>? before = null)
    {
        using var database = ForecastingDatabase.Open(Path.Combine(output, "forecasting.duckdb"));
        return Run(database, output, OnePartner(inbox), number, before);
    }

    /// <summary>The same on a database that is open.</summary>
    public static DeliveryReport Run(ForecastingDatabase database, string output, ProgramSettings settings, int number, Action<string>? before = null)
    {
        database.Before = before;
        var ledger = new RunLedger(database);
        InterruptedPublications.Record(ledger, output, Morning);
        var identity = new RunIdentity(AsOf, "all", FormattableString.Invariant($"{number}"), [], "1.0");
        if (ledger.Begin(identity, Morning).State != RunState.Published)
            Publish(ledger, new DeliveryLedger(database), output, settings.Partners, identity, number, before);
        return Deliver(database, output, settings, before, d => d.DeliverDue(null, isUrgent: true, CancellationToken.None));
    }

    /// <summary>Does something with the deliveries.</summary>
    public static T Deliver<T>(
        ForecastingDatabase database, string output, ProgramSettings settings, Action<string>? before, Func<PartnerDeliveries, T> work, TimeProvider? clock = null)
    {
        using var places = new DropPlaces(output, settings.Delivery, new DropSecrets(_ => null));
        return work(new PartnerDeliveries(database, output, settings, clock ?? TimeProvider.System, places, step => step(), before));
    }

    private static void Publish(
        RunLedger ledger, DeliveryLedger deliveries, string output, ImmutableArray<PartnerProfile> partners, RunIdentity identity, int number, Action<string>? before)
    {
        var report = Report(identity, number) with
        {
            Sequence = ledger.SequenceOf(identity.RunId),
            PartnerNumbers = deliveries.Numbers(identity.RunId, partners.Select(p => (p.Name, p.Series, 1L))),
        };
        var files = PartnerFile.Of(report, partners, isTest: false);
        var folder = Publication.FolderName(identity);
        ledger.Plan(identity.RunId, AsOf, LinesHash.Of(report.Orders), Morning, PartnerRecords.Planned(files, partners));
        ledger.BeginPublishing(identity.RunId);
        var published = Publication.Publish(
            output, folder, Manifest.For(report, isTest: false), [new Artefact(ReorderFile.Name, report.Orders.Length, stream => ReorderFile.Write(stream, report)), .. files],
            step => before?.Invoke($"publication: {step.Action} {step.File}"), CancellationToken.None);
        ledger.RecordPublication(
            identity.RunId, AsOf, report.Sequence, folder, AsOf, report.Orders, "done", Morning, PartnerRecords.Published(published.Manifest));
    }

    private static PartnerProfile Partner(string name, string supplier, string inbox) =>
        new() { Name = name, Format = "jsonl", Suppliers = [supplier], Target = Path.Combine(inbox, name) };

    private static PlanReport Report(RunIdentity identity, int number) => new()
    {
        Identity = identity,
        Bucket = TimeBucket.Week,
        Horizon = 13,
        Cycle = AsOf,
        Lines = [],
        Unplanned = [],
        Orders = [Line(number, "S1"), Line(number, "S2")],
        Imports = [],
        Quarantine = [],
        Warnings = [],
        Settings = [],
        Suppliers = ImmutableSortedDictionary<string, Supplier>.Empty,
        Sequence = 0,
    };

    private static OrderLine Line(int number, string supplier) => new(
        FormattableString.Invariant($"L{number}-{supplier}"), FormattableString.Invariant($"O{number}-{supplier}"), 1, OrderType.Purchase, OrderAction.Create, AsOf,
        supplier, "", new Location("LEEDS"), new Sku("00123"), "", "", number, "each", number, null, AsOf.AddDays(7), 1.5m, "EUR", "normal", "BELOW_REORDER_POINT");
}
