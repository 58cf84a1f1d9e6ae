using System.Security.Cryptography;
using Forecasting.Reports.Files;
using Forecasting.Reports.Publishing;
using Forecasting.Storage;
using Forecasting.Storage.Deliveries;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Deliveries;

/// <summary>A partner's file in the folder of its publication, checked before it goes anywhere.</summary>
internal static class PublishedFile
{
    /// <summary>The file and its manifest.</summary>
    /// <param name="outFolder">Folder of all publications.</param>
    /// <param name="database">The ledger, which knows the folder of the run.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="DropException">The publication is not there or not whole, or the file is not what was published: it is held.</exception>
    /// <exception cref="DatabaseException">The ledger cannot be read.</exception>
    public static (DropFile File, DropFile Manifest) Open(string outFolder, ForecastingDatabase database, PartnerDelivery file)
    {
        var folder = Path.Combine(outFolder, new RunLedger(database).FindPublished(file.RunId)?.Folder ?? "");
        try
        {
            var publication = Publication.ReadManifest(folder);
            var listed = publication.Files.FirstOrDefault(f => f.Name == file.FileName && f.Partner is not null)
                ?? throw Refused($"{folder} does not list {file.FileName}.");
            var path = Path.Combine(folder, file.FileName);
            var sha256 = Hash(path);
            if (sha256 != file.Sha256 || listed.Sha256 != file.Sha256)
                throw Refused($"{path} is not what was published (SHA-256 {sha256}, the ledger says {file.Sha256}).");
            var manifest = new MemoryStream();
            DeliveryManifest.Write(manifest, publication, listed, file.Replaces);
            return (new DropFile(file.FileName, sha256, () => File.OpenRead(path)), DropFile.Of(file.FileName + DeliveryManifest.Suffix, manifest.ToArray()));
        }
        catch (Exception fault) when (fault is IOException and not DropException or UnauthorizedAccessException or FormatException)
        {
            throw new DropException(DropFault.Refused, $"What was published cannot be read ({fault.Message.TrimEnd('.')}).", fault);
        }
    }

    private static DropException Refused(string message) => new(DropFault.Refused, message);

    private static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
