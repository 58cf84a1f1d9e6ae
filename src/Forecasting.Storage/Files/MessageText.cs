namespace Forecasting.Storage.Files;

/// <summary>What stands in a file, as a message quotes it.</summary>
internal static class MessageText
{
    private const int Longest = 80;

    /// <summary>A text for a message: at most 80 characters, control characters as codes.</summary>
    public static string Shown(string text)
    {
        var shown = string.Concat(text.Take(Longest).Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()));
        return text.Length > Longest ? shown + "…" : shown;
    }
}
