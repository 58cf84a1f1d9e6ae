using System.Buffers;
using Azure;
using Azure.Identity;
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
        var blobs = Asking("", () => container
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
        Asking(name, () => container.GetBlobClient(blob.Name).DownloadTo(
            unfinished,
            new BlobDownloadToOptions { Conditions = new BlobRequestConditions { IfMatch = blob.Properties.ETag } },
            cancellationToken));
        File.Move(unfinished, path);
    }

    private T Asking<T>(string name, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (RequestFailedException e)
        {
            throw new InputException(Reason(e.Status, name.Length > 0 ? $"{address}{name}" : address.ToString()), e);
        }
        catch (AuthenticationFailedException e)
        {
            throw new InputException($"This program has no identity that {address} knows: sign in, give it a managed identity, or set "
                + $"{BlobAccess.Variable}.", e);
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is RequestFailedException))
        {
            // After the last retry the failures come together.
            throw new InputException(Reason(e.InnerExceptions.Cast<RequestFailedException>().Last().Status, address.ToString()), e);
        }
    }

    private static string Reason(int status, string what) => status switch
    {
        401 or 403 => $"Access to {what} was refused ({status}): the identity of this program needs the role Storage Blob Data Reader, or "
            + $"{BlobAccess.Variable} a valid secret.",
        404 => $"{what} is not there (404). Check the names of account, container and path.",
        409 => $"{what} cannot be read as it stands (409): it may be archived, or its container may be on its way out.",
        412 => $"{what} changed while it was being copied (412). Was it still being written? Run again when it is complete.",
        0 => $"{what} does not answer. Check the name of the account and the network.",
        429 or >= 500 => $"{what} did not answer after several tries ({status}): the storage is busy or down. Run again later.",
        _ => $"{what} cannot be read ({status}).",
    };
}
