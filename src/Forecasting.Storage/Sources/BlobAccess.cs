using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Sources;

/// <summary>By what right a container is read: the identity of the program, or a secret from the environment and nowhere else.</summary>
internal static class BlobAccess
{
    /// <summary>Environment variable with a connection string or a shared access signature; without it the
    /// program's own identity is used.</summary>
    public const string Variable = "FORECASTING_BLOB_CONNECTION";

    /// <summary>A client of the container; nothing is sent yet.</summary>
    /// <param name="address">The container.</param>
    /// <param name="environment">The value of an environment variable; null when it is not set.</param>
    /// <param name="options">Retries and transport.</param>
    /// <exception cref="InputException">The variable is neither, or belongs to another account.</exception>
    public static BlobContainerClient To(BlobAddress address, Func<string, string?> environment, BlobClientOptions options) =>
        To(address, environment(Variable) ?? "", Variable, new DefaultAzureCredential(), options);

    /// <summary>A client of the container; nothing is sent yet.</summary>
    /// <param name="address">The container.</param>
    /// <param name="secret">A connection string or a shared access signature; empty = the identity counts.</param>
    /// <param name="variable">Where the secret is from, for messages.</param>
    /// <param name="identity">The identity of the program.</param>
    /// <param name="options">Retries and transport.</param>
    /// <exception cref="InputException">The secret is neither, or belongs to another account.</exception>
    public static BlobContainerClient To(
        BlobAddress address, string secret, string variable, TokenCredential identity, BlobClientOptions options)
    {
        secret = secret.Trim();
        if (secret.Length == 0)
            return new BlobContainerClient(address.Container, identity, options);
        if (secret.Contains("sig=", StringComparison.OrdinalIgnoreCase)
            && !secret.Contains("Endpoint=", StringComparison.OrdinalIgnoreCase))
            return new BlobContainerClient(address.Container, new AzureSasCredential(secret.TrimStart('?')), options);
        BlobContainerClient client;
        try
        {
            client = new BlobContainerClient(secret, new BlobUriBuilder(address.Container).BlobContainerName, options);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new InputException(
                $"The environment variable {variable} holds neither a connection string nor a shared access signature.");
        }

        return Same(client.Uri, address.Container)
            ? client
            : throw new InputException(
                $"The environment variable {variable} is for the account at {client.Uri.Authority}, and the data are at {address}.");
    }

    private static bool Same(Uri one, Uri other) =>
        one.GetLeftPart(UriPartial.Path)
            .TrimEnd('/').Equals(other.GetLeftPart(UriPartial.Path).TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}
