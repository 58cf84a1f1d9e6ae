using System.Globalization;
using Forecasting.Jobs.Settings;

namespace Forecasting.Jobs.Deliveries;

/// <summary><c>acme/12</c>: how people name a partner's file.</summary>
internal static class FileNumber
{
    /// <summary>Partner and number.</summary>
    /// <exception cref="SettingsException">It names no file.</exception>
    public static (string Partner, long Number) Parse(string text) =>
        text.Split('/') is [{ Length: > 0 } partner, var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? (partner, value)
            : throw new SettingsException($"\"{text}\" names no file; write it like acme/12.");
}
