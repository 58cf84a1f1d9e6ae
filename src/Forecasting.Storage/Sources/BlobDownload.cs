using System.Buffers;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Sources;

/// <summary>Copies the blobs directly under a path into a folder, each as it was when they were listed, or not at all.</summary>
internal sealed class BlobDownload(BlobAddress address, BlobContainerClient container)
{
    private static readonly SearchValues<char> ForbiddenInNames = SearchValues.Create("/\\:\0");

    /// <summary>Copies them.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="cancellationToken">Stops between two blobs.</param>
    /// <exception cref="InputException">The container cannot be read, holds nothing there, or a blob changed meanwhile.</exception>
    public void Run(string folder, CancellationToken cancellationToken)
    {
        var blobs = BlobRequest.Of(address, "", () => container
            .GetBlobsByHierarchy(new GetBlobsByHierarchyOptions { Delimiter = "/", Prefix = address.Prefix }, cancellationToken)
            .Where(item => item.IsBlob).Select(item => item.Blob).ToList());
        if (blobs.Count == 0)
            throw new InputException(
                $"There are no files directly under {address}. Put sales.csv there, or name another container or prefix.");
        foreach (var blob in blobs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Download(blob, folder, cancellationToken);
        }
    }

    private void Download(BlobItem blob, string folder, CancellationToken cancellationToken)
    {
        var name = blob.Name[address.Prefix.Length..];
        if (name.Length == 0)
            return;

        // A blob may have any name; only one that stays in the folder becomes a file.
        if (name is "." or ".." || name.AsSpan().ContainsAny(ForbiddenInNames))
            throw new InputException(
                $"The blob \"{MessageText.Shown(name)}\" under {address} has a name that no file may have. Rename it.");
        var path = Path.Combine(folder, name);
        var unfinished = path + ".part";
        BlobRequest.Of(address, name, () => container.GetBlobClient(blob.Name).DownloadTo(
            unfinished,
            new BlobDownloadToOptions { Conditions = new BlobRequestConditions { IfMatch = blob.Properties.ETag } },
            cancellationToken));
        File.Move(unfinished, path);
    }
}
