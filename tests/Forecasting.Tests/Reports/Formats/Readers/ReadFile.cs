namespace Forecasting.Tests.Reports.Formats.Readers;

/// <summary>What a receiver gets out of a file: rows by our names of the fields, in the forms of <c>reorder.csv</c>, and what the envelope says.</summary>
internal sealed record ReadFile(IReadOnlyList<IReadOnlyDictionary<string, string>> Rows)
{
    public string? Version { get; init; }

    public long? Number { get; init; }

    public bool? IsTest { get; init; }
}

/// <summary>A receiver does not take a file.</summary>
internal sealed class ImportRefusedException(string message) : Exception(message)
{
    public static void Unless(bool holds, string message)
    {
        if (!holds)
            throw new ImportRefusedException(message);
    }
}

/// <summary>Small conversions of readers; none of them is the writers' own.</summary>
internal static class Forms
{
    public static string Iso(string day8)
    {
        ImportRefusedException.Unless(day8.Length == 8 && day8.All(char.IsAsciiDigit), $"\"{day8}\" is no date");
        return $"{day8[..4]}-{day8[4..6]}-{day8[6..]}";
    }

    public static decimal Number(string text)
    {
        ImportRefusedException.Unless(
            decimal.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var number),
            $"\"{text}\" is no number");
        return number;
    }

    public static string Exact(string text) => text.Length == 0 ? "" : Number(text).ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture);

    public static long Whole(string text)
    {
        ImportRefusedException.Unless(text.Length > 0 && text.All(char.IsAsciiDigit), $"\"{text}\" is no whole number");
        return long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }
}
