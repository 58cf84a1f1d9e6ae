using System.Collections.Immutable;
using Forecasting.Reports.Files;
using Forecasting.Reports.Formats;
using Forecasting.Reports.Publishing;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Deliveries;

/// <summary>Files for partners as the ledger keeps them.</summary>
internal static class PartnerRecords
{
    /// <summary>The files of a plan, before any is written.</summary>
    /// <param name="files">The files.</param>
    /// <param name="profiles">The profiles that they were made by.</param>
    public static ImmutableArray<PlannedPartnerFile> Planned(ImmutableArray<Artefact> files, ImmutableArray<PartnerProfile> profiles) =>
    [
        .. files.Select(file =>
        {
            var partner = file.Partner!;
            var profile = profiles.First(p => p.Name == partner.Name);
            return new PlannedPartnerFile(
                profile.Series, partner.Number.Value, partner.Name, partner.Format, partner.Version, file.Name, file.Rows ?? 0, partner.IsTest,
                profile.Target ?? "", profile.HostKey ?? "")
            {
                LineIds = file.LineIds,
            };
        }),
    ];

    /// <summary>The files that a publication holds.</summary>
    /// <param name="manifest">Its manifest.</param>
    public static ImmutableArray<PublishedPartnerFile> Published(Manifest manifest) =>
    [
        .. manifest.Files.Where(f => f.Partner is not null).Select(f => new PublishedPartnerFile(f.Partner!.Name, f.Partner.Number.Value, f.Sha256!, f.Bytes!.Value)),
    ];
}
