using System.Text;

namespace Forecasting.Storage.Files;

/// <summary>Fields written as one CSV line.</summary>
internal static class CsvLine
{
    /// <summary>The fields with the delimiter between them, quoted where needed.</summary>
    public static string Of(IEnumerable<string> fields, char delimiter)
    {
        var line = new StringBuilder();
        var isFirst = true;
        foreach (var field in fields)
        {
            if (!isFirst)
                line.Append(delimiter);
            isFirst = false;
            if (field.AsSpan().ContainsAny('"', '\n', '\r') || field.Contains(delimiter, StringComparison.Ordinal))
                line.Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else
                line.Append(field);
        }

        return line.ToString();
    }
}
