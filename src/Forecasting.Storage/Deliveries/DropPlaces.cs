using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Forecasting.Storage.Files;
using Forecasting.Storage.Sources;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Forecasting.Storage.Deliveries;

/// <summary>Opens targets, each once.</summary>
/// <param name="outFolder">Folder of all publications, from which a relative target is named.</param>
/// <param name="settings">Identity, timeouts.</param>
/// <param name="secrets">Secrets of the targets.</param>
public sealed class DropPlaces(string outFolder, DeliverySettings settings, DropSecrets secrets) : IDisposable
{
    private readonly Dictionary<(string Target, string HostKey, string Partner), IDropPlace> open = [];

    /// <summary>The fault of a target, as the end of a sentence; null when there is none. Nothing is asked over a network.</summary>
    /// <param name="target">The target as the settings have it.</param>
    /// <param name="hostKey">The host's key; null = none.</param>
    public static string? Fault(string target, string? hostKey)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.StartsWith("sftp:", StringComparison.OrdinalIgnoreCase))
        {
            return !SftpAddress.TryParse(target, out _, out var fault) ? fault
                : hostKey is null || !hostKey.StartsWith("SHA256:", StringComparison.Ordinal) || hostKey.Length < 50
                    ? "needs the fingerprint of the host's key (hostKey), SHA256:…; ssh-keygen -lf KEY shows it"
                    : null;
        }

        if (hostKey is not null)
            return "has a hostKey, which only sftp has";
        if (target.Contains("://", StringComparison.Ordinal))
        {
            if (target.AsSpan(target.IndexOf("://", StringComparison.Ordinal) + 3).ContainsAny('?', '@'))
                return $"carries more than a path. A signature is a secret; it belongs into the environment ({DropSecrets.Blob})";
            try
            {
                BlobAddress.Parse(target);
                return null;
            }
            catch (InputException)
            {
                return "is no folder, no sftp://… and no address of a blob container by https";
            }
        }

        return target.Trim().Length == 0 || target.Contains('\0', StringComparison.Ordinal) ? "is empty" : null;
    }

    /// <summary>The place of a target.</summary>
    /// <param name="target">The target as the settings have it.</param>
    /// <param name="hostKey">Fingerprint of the host's key, for SFTP; otherwise empty.</param>
    /// <param name="partner">Name of the profile, for its secrets.</param>
    /// <exception cref="DropException">It is none, or its secret cannot be used.</exception>
    public IDropPlace Open(string target, string hostKey, string partner)
    {
        if (open.TryGetValue((target, hostKey, partner), out var known))
            return known;
        if (Fault(target, hostKey.Length > 0 ? hostKey : null) is { } fault)
            throw new DropException(DropFault.Refused, $"The target of {partner} {fault}.");
        return open[(target, hostKey, partner)] =
            SftpAddress.TryParse(target, out var sftp, out _) && target.StartsWith("sftp:", StringComparison.OrdinalIgnoreCase)
                ? new SftpPlace(sftp, hostKey, () => Authentication(sftp.User, partner), TimeSpan.FromSeconds(settings.TimeoutSeconds))
            : target.Contains("://", StringComparison.Ordinal) ? Blob(BlobAddress.Parse(target), partner)
            : Folder(target);
    }

    /// <summary>Closes all.</summary>
    public void Dispose()
    {
        foreach (var place in open.Values)
            place.Dispose();
        open.Clear();
    }

    private FolderPlace Folder(string target)
    {
        var root = Path.GetFullPath(outFolder);
        return new FolderPlace(Path.GetFullPath(target, root), isOurs: !Path.IsPathFullyQualified(target));
    }

    private BlobPlace Blob(BlobAddress address, string partner)
    {
        // Repetitions are those of every target (DropRetry).
        var options = new BlobClientOptions { Retry = { MaxRetries = 0, NetworkTimeout = TimeSpan.FromSeconds(settings.TimeoutSeconds) } };
        try
        {
            return new BlobPlace(address, BlobAccess.To(address, secrets.Find(DropSecrets.Blob, partner) ?? "", DropSecrets.Blob, Identity(), options));
        }
        catch (InputException fault)
        {
            throw new DropException(DropFault.Refused, fault.Message, fault);
        }
    }

    private TokenCredential Identity() => settings.Identity == BlobIdentity.Development
        ? new DefaultAzureCredential()
        : new ManagedIdentityCredential(
            Environment.GetEnvironmentVariable("AZURE_CLIENT_ID") is { Length: > 0 } client
                ? ManagedIdentityId.FromUserAssignedClientId(client)
                : ManagedIdentityId.SystemAssigned);

    private AuthenticationMethod[] Authentication(string user, string partner)
    {
        if (secrets.Find(DropSecrets.Key, partner) is { } key)
        {
            try
            {
                return [new PrivateKeyAuthenticationMethod(user, new PrivateKeyFile(key, secrets.Find(DropSecrets.PassPhrase, partner)))];
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or SshException)
            {
                throw new DropException(DropFault.Refused, $"The private key of {partner} cannot be used ({fault.Message.TrimEnd('.')}).", fault);
            }
        }

        return secrets.Find(DropSecrets.Password, partner) is { } password
            ? [new PasswordAuthenticationMethod(user, password)]
            : throw new DropException(
                DropFault.Refused, $"There is no secret for {partner}: set {DropSecrets.Key} to the path of a private key, or {DropSecrets.Password}.");
    }
}
