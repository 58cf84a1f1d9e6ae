namespace Forecasting.Jobs.Runs;

/// <summary>Text of a file as it may be shown on a terminal.</summary>
internal static class TerminalText
{
    /// <summary>The text on one line, without what a terminal would obey.</summary>
    public static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
}
