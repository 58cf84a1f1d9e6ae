using System.Diagnostics.CodeAnalysis;

namespace Forecasting.Storage.Deliveries;

/// <summary>A folder on an SFTP server.</summary>
/// <param name="User">Who logs in.</param>
/// <param name="Host">Name or address of the server.</param>
/// <param name="Port">Its port; 22 as a rule.</param>
/// <param name="Path">Full path of the folder, with a slash at its end.</param>
internal sealed record SftpAddress(string User, string Host, int Port, string Path)
{
    private const int DefaultPort = 22;

    /// <summary>Reads <c>sftp://user@host:port/path</c>; what is wrong is the end of a sentence.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SftpAddress? address, out string fault)
    {
        (address, fault) = (null, "");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.Query.Length + uri.Fragment.Length > 0)
            fault = "is no address such as sftp://user@host/folder";
        else if (uri.UserInfo.Contains(':', StringComparison.Ordinal))
            fault = $"carries a password. Take it out; it belongs into the environment ({DropSecrets.Password})";
        else if (uri.UserInfo.Length == 0)
            fault = "names no user (sftp://user@host/folder)";
        else
            address = new SftpAddress(Uri.UnescapeDataString(uri.UserInfo), uri.IdnHost, uri.Port > 0 ? uri.Port : DefaultPort, Uri.UnescapeDataString(uri.AbsolutePath).TrimEnd('/') + "/");
        return address is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"sftp://{User}@{Host}:{Port}{Path}");
}
