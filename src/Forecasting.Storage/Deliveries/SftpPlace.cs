using System.Net.Sockets;
using System.Security.Cryptography;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Forecasting.Storage.Deliveries;

/// <summary>A folder on an SFTP server: temporary name → write → read back → rename, which in this protocol never overwrites.</summary>
/// <remarks>The protocol has no flush that every server knows: what is read back is what the server has.</remarks>
internal sealed class SftpPlace(SftpAddress address, string hostKey, Func<AuthenticationMethod[]> authentication, TimeSpan timeout) : IDropPlace
{
    private const string FingerprintPrefix = "SHA256:";

    private SftpClient? client;
    private string? strangeKey;

    /// <inheritdoc/>
    public string Name => address.ToString();

    /// <inheritdoc/>
    public string? Find(string name, CancellationToken cancellationToken) => Asking(sftp => Hash(sftp, address.Path + name));

    /// <inheritdoc/>
    public void Place(DropFile file, Action<string> before, CancellationToken cancellationToken) => Asking(sftp =>
    {
        var (target, temporary) = (address.Path + file.Name, address.Path + file.TemporaryName);
        before($"write {file.Name}");
        using (var bytes = file.Open())
            sftp.UploadFile(bytes, temporary, canOverride: true);
        if (Hash(sftp, temporary) != file.Sha256)
            throw new DropException(DropFault.Transient, $"{file.Name} is not what was written to {Name}: it was read back otherwise.");
        cancellationToken.ThrowIfCancellationRequested();
        before($"rename {file.Name}");
        try
        {
            sftp.RenameFile(temporary, target);
        }
        catch (SshException fault) when (fault is not SshConnectionException and not SftpPermissionDeniedException && sftp.Exists(target))
        {
            throw new DropException(DropFault.Conflict, $"{file.Name} came to be there meanwhile.", fault);
        }

        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => client?.Dispose();

    private static string? Hash(SftpClient sftp, string path)
    {
        try
        {
            using var stream = sftp.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (SftpPathNotFoundException)
        {
            return null;
        }
    }

    private SftpClient Connected()
    {
        if (client is { IsConnected: true })
            return client;
        client?.Dispose();
        var connection = new ConnectionInfo(address.Host, address.Port, address.User, authentication()) { Timeout = timeout };
        client = new SftpClient(connection) { OperationTimeout = timeout };
        client.HostKeyReceived += (_, key) =>
        {
            var shown = FingerprintPrefix + key.FingerPrintSHA256;
            key.CanTrust = shown == hostKey.TrimEnd('=');
            strangeKey = key.CanTrust ? null : shown;
        };
        client.Connect();
        if (!client.Exists(address.Path.TrimEnd('/') is { Length: > 0 } folder ? folder : "/"))
            throw new DropException(DropFault.Refused, $"{Name} is not there.");
        return client;
    }

    private T Asking<T>(Func<SftpClient, T> step)
    {
        try
        {
            return step(Connected());
        }
        catch (Exception fault) when (Explain(fault) is { } reason)
        {
            client?.Dispose();
            client = null;
            throw reason;
        }
    }

    private DropException? Explain(Exception fault) => fault switch
    {
        SshConnectionException when strangeKey is not null => new DropException(
            DropFault.Refused, $"{address.Host} shows the key {strangeKey}, and not the one that the settings name: nothing was sent. Ask the partner.", fault),
        SshAuthenticationException or SshPassPhraseNullOrEmptyException => new DropException(
            DropFault.Refused, $"{Name} does not let this program in: {fault.Message.TrimEnd('.')}.", fault),
        SftpPermissionDeniedException => new DropException(DropFault.Refused, $"{Name} does not let this program write ({fault.Message.TrimEnd('.')}).", fault),
        SftpPathNotFoundException => new DropException(DropFault.Refused, $"{Name} is not there.", fault),
        SshException or SocketException or ProxyException or TimeoutException or ObjectDisposedException => new DropException(
            DropFault.Transient, $"{Name} does not answer as it should ({fault.Message.TrimEnd('.')}).", fault),
        _ => null,
    };
}
