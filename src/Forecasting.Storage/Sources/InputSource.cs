using Azure.Storage.Blobs.Models;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Sources;

/// <summary>Where the input of a run comes from: a folder, or a prefix of a blob container. Either becomes a folder of this machine
/// before anything is read.</summary>
public abstract record InputSource
{
    private InputSource()
    {
    }

    /// <summary>The place as the user named it, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>The source that a text names: an address that begins with <c>https://</c> or <c>http://</c>, or else a folder.</summary>
    /// <param name="text">What the user gave.</param>
    /// <exception cref="InputException">It is an address, and no container or prefix that may be read.</exception>
    public static InputSource Of(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new InputException("No data folder is named. Give the folder that holds sales.csv.");
        var isAddress = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase);
        return isAddress ? new BlobPrefix(BlobAddress.Parse(text)) : new Folder(Path.GetFullPath(text));
    }

    /// <summary>Puts the files of the source where they can be read.</summary>
    /// <param name="cache">Where copies go.</param>
    /// <param name="environment">The value of an environment variable; null when it is not set.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>The folder that holds them.</returns>
    /// <exception cref="InputException">The source cannot be reached, refuses, or changed meanwhile.</exception>
    public abstract string Materialise(SourceCache cache, Func<string, string?> environment, CancellationToken cancellationToken);

    /// <summary>When a file of the source was written last, without reading it.</summary>
    /// <param name="name">Its name, directly in the folder or under the prefix.</param>
    /// <param name="environment">The value of an environment variable; null when it is not set.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>UTC, as exactly as the source knows it: blobs to the second. Null when there is no such file.</returns>
    /// <exception cref="InputException">The source cannot be reached or refuses.</exception>
    public abstract DateTimeOffset? WrittenAt(string name, Func<string, string?> environment, CancellationToken cancellationToken);

    /// <summary>A folder of this machine or of a drive it sees.</summary>
    /// <param name="FullPath">Its full path.</param>
    public sealed record Folder(string FullPath) : InputSource
    {
        /// <inheritdoc/>
        public override string Name => FullPath;

        /// <inheritdoc/>
        public override string Materialise(SourceCache cache, Func<string, string?> environment, CancellationToken cancellationToken) =>
            FullPath;

        /// <inheritdoc/>
        public override DateTimeOffset? WrittenAt(string name, Func<string, string?> environment, CancellationToken cancellationToken) =>
            new FileInfo(Path.Combine(FullPath, name)) is { Exists: true } file ? new DateTimeOffset(file.LastWriteTimeUtc) : null;
    }

    /// <summary>The blobs of an Azure container, or those of them whose names begin with a path.</summary>
    /// <param name="Address">Container and path.</param>
    public sealed record BlobPrefix(BlobAddress Address) : InputSource
    {
        /// <inheritdoc/>
        public override string Name => Address.ToString();

        /// <inheritdoc/>
        public override string Materialise(SourceCache cache, Func<string, string?> environment, CancellationToken cancellationToken)
        {
            var folder = cache.Folder("blobs");
            new BlobDownload(Address, BlobAccess.To(Address, environment, new())).Run(folder, cancellationToken);
            return folder;
        }

        /// <inheritdoc/>
        public override DateTimeOffset? WrittenAt(string name, Func<string, string?> environment, CancellationToken cancellationToken)
        {
            var container = BlobAccess.To(Address, environment, new());
            return BlobRequest.Of(Address, name, () => container
                .GetBlobs(new GetBlobsOptions { Prefix = Address.Prefix + name }, cancellationToken)
                .FirstOrDefault(blob => blob.Name == Address.Prefix + name)?.Properties.LastModified);
        }
    }
}
