using System.Net;
using Azure.Storage.Blobs;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Sources;

/// <summary>A container of Azure Blob Storage and a path in it.</summary>
/// <param name="Container">Address of the container.</param>
/// <param name="Prefix">Path in it with a slash at its end; empty = the container itself.</param>
public sealed record BlobAddress(Uri Container, string Prefix)
{
    /// <summary>Reads <c>https://ACCOUNT.blob.core.windows.net/CONTAINER/PREFIX</c>, or the same of an emulator on this machine.</summary>
    /// <exception cref="InputException">It is no such address, it is not encrypted, or it carries a secret.</exception>
    public static BlobAddress Parse(string text)
    {
        const string Expected = "Give the address of a container, such as https://ACCOUNT.blob.core.windows.net/CONTAINER/PREFIX.";
        var bare = text.Split('?')[0];
        if (!Uri.TryCreate(bare, UriKind.Absolute, out var address))
            throw new InputException($"The address of the data cannot be understood. {Expected}");
        if (bare.Length < text.Length || address.UserInfo.Length > 0)
        {
            throw new InputException(
                $"The address of the data, {address.Scheme}://{address.Authority}{address.AbsolutePath}, carries more than a path. A "
                + $"signature is a secret: put it into the environment variable {BlobAccess.Variable}.");
        }

        if (address.Scheme != Uri.UriSchemeHttps && !(IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip)))
            throw new InputException($"\"{bare}\" is not encrypted. Only an emulator on this machine may be read by http; write https.");
        var parts = new BlobUriBuilder(address);
        if (parts.BlobContainerName.Length == 0)
            throw new InputException($"\"{bare}\" names no container. {Expected}");
        var prefix = parts.BlobName.Trim('/');
        parts.BlobName = "";
        return new BlobAddress(parts.ToUri(), prefix.Length > 0 ? prefix + "/" : "");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Container.ToString().TrimEnd('/')}/{Prefix}";
}
