using System.Globalization;
using System.Text.RegularExpressions;
using Forecasting.Planning;

namespace Forecasting.History;

/// <summary>What a workbook calls an override, so that it is known again when the workbook comes back: <c>12v3</c> is version 3 of override 12,
/// <c>file-1a2b3c4d</c> a row of <c>overrides</c> by what it says.</summary>
public static partial class OverrideReference
{
    private const string FileMark = "file-";

    private const int HashLength = 8;

    /// <summary>The reference of a version.</summary>
    public static string Of(int number, int version) => string.Create(CultureInfo.InvariantCulture, $"{number}v{version}");

    /// <summary>The reference of a row of a file.</summary>
    public static string OfFile(DemandOverride row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{row.Sku.Code}\u001f{row.Location?.Code}\u001f{row.Days.First:O}\u001f{row.Days.Last:O}\u001f{row.Kind}\u001f{row.Value:R}\u001f"
            + $"{row.Reason}\u001f{row.Author}\u001f{row.Expires:O}\u001f{row.ApprovedBy}\u001f{row.IsWithdrawn}");
        return FileMark + RunIdentity.HashOf(text)[..HashLength];
    }

    /// <summary>True when it is of a row of a file.</summary>
    public static bool IsOfFile(string reference) =>
        reference is not null && reference.StartsWith(FileMark, StringComparison.OrdinalIgnoreCase);

    /// <summary>Number and version; null when it is no reference of a version.</summary>
    public static (int Number, int Version)? Parse(string reference) => VersionPattern().Match(reference) is { Success: true } match
        ? (int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture))
        : null;

    [GeneratedRegex("^([1-9][0-9]{0,8})v([1-9][0-9]{0,8})$", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();
}
