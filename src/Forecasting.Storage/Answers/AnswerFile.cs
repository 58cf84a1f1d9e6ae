using Forecasting.Storage.Files;

namespace Forecasting.Storage.Answers;

/// <summary>Reads what partners answer. The form is recognised by the content, never by the name.</summary>
public static class AnswerFile
{
    /// <summary>Bytes at most: a hundred thousand answers.</summary>
    public const int MostBytes = 16 << 20;

    /// <summary>Segments or rows at most.</summary>
    public const int MostParts = 200_000;

    /// <summary>The answers of a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <exception cref="AnswerFileException">It is none of the known forms, or not whole.</exception>
    public static AnswerDocument Read(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length > MostBytes)
            throw new AnswerFileException(FormattableString.Invariant($"it has {bytes.Length} bytes; {MostBytes} are the most"));
        var text = bytes.AsSpan();
        if (text.StartsWith((byte[])[0xEF, 0xBB, 0xBF]))
            text = text[3..];
        text = text.TrimStart(" \r\n\t"u8);
        return text switch
        {
            [] => throw new AnswerFileException("it is empty"),
            [(byte)'I', (byte)'S', (byte)'A', ..] => X12Answers.Read(text),
            [(byte)'U', (byte)'N', (byte)'A' or (byte)'B', ..] => EdifactAnswers.Read(text),
            [(byte)'{' or (byte)'[', ..] => Dynamics365Answers.ReadJson(text.ToArray()),
            [(byte)'<', ..] => throw new AnswerFileException("it is XML, and no answers are read from XML"),
            _ => AnswerCsv.Read(bytes),
        };
    }

    /// <summary>A text of a file for a message.</summary>
    internal static string Shown(string text) => MessageText.Shown(text);
}
