namespace Forecasting.Storage.Deliveries;

/// <summary>Secrets of targets: from the environment, or from a file that the environment names, and nowhere else.</summary>
/// <param name="variable">The value of an environment variable; null when it is not set.</param>
public sealed class DropSecrets(Func<string, string?> variable)
{
    /// <summary>A connection string or shared access signature of a storage account; without it the program's own identity is used.</summary>
    public const string Blob = "FORECASTING_DELIVERY_BLOB";

    /// <summary>Path of a private key for SFTP.</summary>
    public const string Key = "FORECASTING_DELIVERY_KEY";

    /// <summary>The pass phrase of that key.</summary>
    public const string PassPhrase = "FORECASTING_DELIVERY_PASSPHRASE";

    /// <summary>A password for SFTP.</summary>
    public const string Password = "FORECASTING_DELIVERY_PASSWORD";

    private const string FileSuffix = "_FILE";

    /// <summary>The secret of a partner, else that of all.</summary>
    /// <param name="name">One of the names of this type; <c>NAME_ACME</c> is that of the partner <c>acme</c>, <c>NAME_FILE</c> names a file that
    /// holds it.</param>
    /// <param name="partner">Name of the profile.</param>
    /// <returns>The secret; null = there is none.</returns>
    /// <exception cref="DropException">The file cannot be read.</exception>
    public string? Find(string name, string partner)
    {
        ArgumentNullException.ThrowIfNull(partner);
        var own = $"{name}_{partner.ToUpperInvariant().Replace('-', '_')}";
        foreach (var known in (string[])[own, name])
        {
            if (variable(known) is { Length: > 0 } secret)
                return secret;
            if (variable(known + FileSuffix) is { Length: > 0 } file)
                return Read(known + FileSuffix, file);
        }

        return null;
    }

    private static string Read(string name, string file)
    {
        try
        {
            return File.ReadAllText(file).TrimEnd('\r', '\n');
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DropException(DropFault.Refused, $"The file that {name} names cannot be read ({fault.Message}).", fault);
        }
    }
}
