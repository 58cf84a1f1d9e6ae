using System.Collections.Immutable;
using Forecasting.Accuracy;
using Forecasting.Cleansing;
using Forecasting.History;
using Forecasting.Jobs.Deliveries;
using Forecasting.Planning;
using Forecasting.Reports.Formats;
using Forecasting.Storage;
using Forecasting.Storage.Demand;
using Forecasting.Storage.Files;
using Forecasting.Storage.Import;
using Forecasting.Storage.Plans;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Runs;

/// <summary>What a plan knows besides its files and settings, as the database of the runs has it. It is only read here.</summary>
internal static class RunKnowledge
{
    /// <summary>Buckets of the past that a report compares with what was promised: half a year of weeks.</summary>
    private const int BucketsLookedBack = 26;

    /// <summary>Days of the past for which a report still tells of overrides: a year, so that the same season is among them.</summary>
    private const int OverrideDays = 366;

    /// <summary>All that is known before the data are checked.</summary>
    /// <param name="database">The database of the runs.</param>
    /// <param name="source">The files.</param>
    /// <param name="imported">Their import.</param>
    /// <param name="morning">The morning of the plan.</param>
    /// <param name="identity">Which run it is.</param>
    /// <param name="profiles">What earlier imports had learnt, before this one.</param>
    /// <param name="vetoes">The vetoes that stand.</param>
    /// <param name="overrides">What came back with workbooks, of <see cref="Overrides"/>.</param>
    /// <param name="partners">Who gets files.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public static RunContext Read(
        ForecastingDatabase database,
        DataFolder source,
        ImportedData imported,
        PlanMorning morning,
        RunIdentity identity,
        ImmutableArray<RememberedProfile> profiles,
        ImmutableArray<CorrectionVeto> vetoes,
        OverrideHistory overrides,
        ImmutableArray<PartnerProfile> partners)
    {
        var ledger = new RunLedger(database);
        return new RunContext
        {
            Identity = identity,
            IsAsOfGiven = morning.IsGiven,
            Sequence = ledger.SequenceOf(identity.RunId),
            PartnerNumbers = new DeliveryLedger(database).Numbers(identity.RunId, partners.Select(p => (p.Name, p.Series, p.FirstNumber ?? 1))),
            PartnerFiles = partners.IsEmpty ? [] : SentFiles.Before(database, identity.RunId),
            HasPublishedBefore = ledger.HasPublished,
            Files = RunContext.FilesOf(source, imported),
            Ignored = imported.Ignored,
            Profiles = profiles,
            Changes = imported.Changes,
            ChangeCount = imported.ChangeCount,
            Vetoes = vetoes,
            Overrides = overrides.Versions,
            Previous = new PreviousPlanArchive(database).Read(identity.RunId, morning.AsOf, morning.Bucket, identity.Scope),
            Published = RunContext.Relevant(ledger.PublishedLines(), morning),
            PreviousSegments =
            [
                .. new PlanArchive(database).ReadSegments(morning.AsOf, morning.Bucket)
                    .Select(s => new PreviousSegment(s.Key, s.Value))
                    .OrderBy(s => s.Key),
            ],
        };
    }

    /// <summary>The overrides that came back with workbooks, as far as a plan of that morning tells of them.</summary>
    /// <param name="database">The database of the runs.</param>
    /// <param name="morning">The morning of the plan.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public static OverrideHistory Overrides(ForecastingDatabase database, PlanMorning morning) =>
        new OverrideArchive(database).Read().Since(morning.AsOf.AddDays(-OverrideDays));

    /// <summary>Buckets that have come and whose forecast planners had changed, as far as they are scored.</summary>
    /// <param name="database">The database of the runs.</param>
    /// <param name="morning">The morning of the plan.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public static ImmutableArray<OverriddenBucket> Overridden(ForecastingDatabase database, PlanMorning morning) =>
        new AccuracyArchive(database).ReadOverridden(morning.AsOf, morning.Bucket, morning.AsOf.AddDays(-OverrideDays));

    /// <summary>The last good plans, which a plan needs where data cannot be trusted.</summary>
    /// <param name="database">The database of the runs.</param>
    /// <param name="morning">The morning of the plan.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public static ImmutableArray<LastGood> LastGoodPlans(ForecastingDatabase database, PlanMorning morning) =>
        [.. new TrustArchive(database).ReadLastGood(morning.AsOf).Select(p => new LastGood(p.Key, p.Value)).OrderBy(p => p.Key)];

    /// <summary>What earlier plans promised and what came, as far as it is scored; null when nothing is.</summary>
    /// <param name="database">The database of the runs.</param>
    /// <param name="morning">The morning of the plan.</param>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public static PastAccuracy? Past(ForecastingDatabase database, PlanMorning morning) => new AccuracyArchive(database).Read(
        morning.AsOf, morning.Bucket, BucketsLookedBack, () => new PastAccuracySum(), (sum, product) => sum.Add(product)).Result();
}
