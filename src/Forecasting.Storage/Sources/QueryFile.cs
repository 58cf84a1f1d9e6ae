using System.Data.Common;
using System.Globalization;
using System.Text;
using Forecasting.Storage.Files;

namespace Forecasting.Storage.Sources;

/// <summary>The rows of a query as a CSV file of our own form: UTF-8, comma, decimal point, ISO dates, whatever the culture of
/// machine and database.</summary>
internal static class QueryFile
{
    /// <summary>Writes a header with the names of the columns and every row, under a temporary name until the file is complete.</summary>
    public static void Write(DbDataReader reader, string path, CancellationToken cancellationToken)
    {
        var unfinished = path + ".part";
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using (var file = new StreamWriter(unfinished, append: false, utf8) { NewLine = "\n" })
        {
            file.WriteLine(CsvLine.Of(Enumerable.Range(0, reader.FieldCount).Select(reader.GetName), ','));
            var fields = new string[reader.FieldCount];
            while (reader.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (var i = 0; i < fields.Length; i++)
                    fields[i] = Text(reader.GetValue(i));
                file.WriteLine(CsvLine.Of(fields, ','));
            }
        }

        File.Move(unfinished, path);
    }

    /// <summary>A value as text; nothing for null.</summary>
    public static string Text(object value) => value switch
    {
        DBNull => "",
        string text => text,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime { Kind: DateTimeKind.Utc } moment => moment.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
