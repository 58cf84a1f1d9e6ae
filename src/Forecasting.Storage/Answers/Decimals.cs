using System.Globalization;

namespace Forecasting.Storage.Answers;

/// <summary>Numbers and days as EDI writes them.</summary>
internal static class Decimals
{
    /// <summary>A number from 0 with a decimal point.</summary>
    public static bool TryRead(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value <= Files.NumberText.Limit;

    /// <summary>A day, <c>yyyyMMdd</c>; null when it is none.</summary>
    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
