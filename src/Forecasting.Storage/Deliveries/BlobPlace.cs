using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Forecasting.Storage.Sources;

namespace Forecasting.Storage.Deliveries;

/// <summary>A prefix of a blob container: blocks are staged, which nobody sees, and one commit makes the blob, only where there is none.</summary>
internal sealed class BlobPlace(BlobAddress address, BlobContainerClient container) : IDropPlace
{
    private const int BlockBytes = 4 * 1024 * 1024;

    /// <inheritdoc/>
    public string Name => address.ToString();

    /// <inheritdoc/>
    public string? Find(string name, CancellationToken cancellationToken) => Asking(name, () =>
    {
        try
        {
            using var stream = container.GetBlobClient(address.Prefix + name).OpenRead(new BlobOpenReadOptions(allowModifications: false), cancellationToken);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    });

    /// <inheritdoc/>
    public void Place(DropFile file, Action<string> before, CancellationToken cancellationToken) => Asking(file.Name, () =>
    {
        var blob = container.GetBlockBlobClient(address.Prefix + file.Name);
        var ids = new List<string>();
        before($"write {file.Name}");
        using (var bytes = file.Open())
        {
            var block = new byte[BlockBytes];
            for (int read; (read = bytes.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)) > 0;)
            {
                ids.Add(Convert.ToBase64String(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{ids.Count:D6}"))));
                using var content = new MemoryStream(block, 0, read, writable: false);
                blob.StageBlock(ids[^1], content, cancellationToken: cancellationToken);
            }
        }

        before($"commit {file.Name}");
        blob.CommitBlockList(
            ids, new CommitBlockListOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancellationToken);
        return true;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private T Asking<T>(string name, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (RequestFailedException fault)
        {
            throw Explain(fault, name);
        }
        catch (AuthenticationFailedException fault)
        {
            throw new DropException(
                DropFault.Refused, $"This program has no identity that {address} knows: give it a managed identity, or set {DropSecrets.Blob}.", fault);
        }
        catch (AggregateException fault) when (fault.InnerExceptions.All(inner => inner is RequestFailedException))
        {
            // After the last retry the failures come together.
            throw Explain((RequestFailedException)fault.InnerExceptions[^1], name);
        }
    }

    private DropException Explain(RequestFailedException fault, string name)
    {
        var what = $"{address}{name}";
        return fault.Status switch
        {
            409 or 412 when fault.ErrorCode == BlobErrorCode.BlobAlreadyExists || fault.ErrorCode == BlobErrorCode.ConditionNotMet =>
                new DropException(DropFault.Conflict, $"{what} is there already ({fault.Status}).", fault),
            401 or 403 => Refused($"{what} was refused ({fault.Status}): the identity of this program needs the role Storage Blob Data Contributor, or "
                + $"{DropSecrets.Blob} a valid secret"),
            404 => Refused($"{what} cannot be written (404): the account or the container is not there"),
            409 => Refused($"{what} cannot be written as it stands (409): it may be leased, archived, or its container on its way out"),
            412 => Refused($"{what} cannot be written (412): it is leased, or a condition of the container is not met"),
            0 => Transient($"{what} does not answer"),
            408 or 429 or >= 500 => Transient($"{what} did not answer after several tries ({fault.Status}): the storage is busy or down"),
            _ => Refused($"{what} cannot be written ({fault.Status})"),
        };

        DropException Refused(string message) => new(DropFault.Refused, message + ".", fault);

        DropException Transient(string message) => new(DropFault.Transient, message + ".", fault);
    }
}
