using System.Security.Cryptography;

namespace Forecasting.Storage.Privacy;

/// <summary>The secret that order numbers are pseudonymised with: 32 bytes, kept apart from the database and from
/// everything that is published.</summary>
/// <remarks>
/// Taken from <c>FORECASTING_PSEUDONYM_KEY</c> (base64 or 64 hexadecimal digits), else from the file named by
/// <c>FORECASTING_PSEUDONYM_KEY_FILE</c>, else from <c>forecasting/pseudonym.key</c> in the user's folder for application data. A file that
/// does not exist is made, readable by its owner only. Whoever loses the key loses no data: order numbers get other pseudonyms from then
/// on, and the history is read again.
/// </remarks>
public static class PseudonymKey
{
    /// <summary>Bytes of a key.</summary>
    public const int Length = 32;

    /// <summary>Environment variable that holds the key.</summary>
    public const string Variable = "FORECASTING_PSEUDONYM_KEY";

    /// <summary>Environment variable that names the key file.</summary>
    public const string FileVariable = "FORECASTING_PSEUDONYM_KEY_FILE";

    /// <summary>The key of this user; made when there is none.</summary>
    /// <param name="environment">Value of an environment variable by name; null = not set.</param>
    /// <exception cref="PseudonymKeyException">The key is no key, or its file can neither be read nor made.</exception>
    public static byte[] Load(Func<string, string?> environment)
    {
        if (environment(Variable) is { Length: > 0 } text)
            return Parse(text)
                ?? throw new PseudonymKeyException($"{Variable} is no key; it must be 32 bytes as base64 or as 64 hexadecimal digits.");
        var path = environment(FileVariable) is { Length: > 0 } named
            ? named
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "forecasting",
                "pseudonym.key");
        try
        {
            if (!File.Exists(path))
                Create(path);
            return Parse(File.ReadAllText(path))
                ?? throw new PseudonymKeyException(
                    $"The key file \"{path}\" holds no key; restore it, or move it away: a new one is then made.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PseudonymKeyException(
                $"The key file \"{path}\" can neither be read nor made. Give another in {FileVariable}, or the key in {Variable}.", e);
        }
    }

    private static byte[]? Parse(string text)
    {
        text = text.Trim();
        try
        {
            var key = text.Length == 2 * Length ? Convert.FromHexString(text) : Convert.FromBase64String(text);
            return key.Length == Length ? key : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Makes the file whole or not at all; of two programs that make it at the same time, the first wins
    /// and both read its key.</summary>
    private static void Create(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        try
        {
            using (var file = new FileStream(temporary, options))
            {
                using var writer = new StreamWriter(file, leaveOpen: true);
                writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)));
                writer.Flush();
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another program was faster: its key counts.
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}

/// <summary>There is no usable key for pseudonyms. The message says what to do.</summary>
public sealed class PseudonymKeyException : Exception
{
    /// <summary>A fault of the key.</summary>
    /// <param name="message">Full sentences: what is wrong, what to do.</param>
    /// <param name="innerException">What the file system said; null when nothing.</param>
    public PseudonymKeyException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
