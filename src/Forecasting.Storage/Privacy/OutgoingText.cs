using Forecasting.Storage.Runs;

namespace Forecasting.Storage.Privacy;

/// <summary>Texts that leave the house in messages.</summary>
public static class OutgoingText
{
    /// <summary>Characters at most, without the mark that there was more.</summary>
    public const int Most = 400;

    /// <summary>The text as one line of at most <see cref="Most"/> characters, with *** in the place of what looks like data of persons, and nothing in it that
    /// speaks to a terminal.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = OneLine.Of(PersonalContent.Masked(text.ReplaceLineEndings(" ")));
        return line.Length <= Most ? line : line[..(char.IsHighSurrogate(line[Most - 1]) ? Most - 1 : Most)] + "…";
    }
}
