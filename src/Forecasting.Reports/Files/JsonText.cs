using System.Text.Encodings.Web;
using System.Text.Json;

namespace Forecasting.Reports.Files;

/// <summary>How every JSON file of ours is written: UTF-8 without BOM, indented by two blanks, LF, decimals exact.</summary>
internal static class JsonText
{
    /// <summary>Writes one object and a final line feed. The stream stays open.</summary>
    public static void Write(Stream stream, Action<Utf8JsonWriter> properties)
    {
        // Relaxed escaping keeps names readable; these files are read by programs and people, never pasted into HTML.
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            properties(json);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    }

    /// <summary>A decimal as a JSON number, without trailing zeros.</summary>
    public static void WriteExact(this Utf8JsonWriter json, string name, decimal value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(CsvText.Exact(value));
    }

    /// <summary>An array of objects.</summary>
    public static void WriteObjects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> properties)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            properties(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>An array of texts.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
