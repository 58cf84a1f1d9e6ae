using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Forecasting.Catalog;
using Forecasting.Storage.Archive;

namespace Forecasting.Jobs.Runs;

/// <summary><c>context.json</c> of the raw archive: a <see cref="RunContext"/> as JSON. The same context, the same bytes.</summary>
internal static class RunContextFile
{
    /// <summary>Name under which it is archived.</summary>
    public const string Name = "context.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,

        // A measure that does not exist is NaN.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters =
        {
            new CodeConverter<Sku>(code => new Sku(code), sku => sku.Code),
            new CodeConverter<Location>(code => new Location(code), location => location.Code),
            new PreviousLineConverter(),
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
        },
    };

    /// <summary>The context in UTF-8.</summary>
    public static byte[] Write(RunContext context) => JsonSerializer.SerializeToUtf8Bytes(context, Options);

    /// <summary>The context that <see cref="Write"/> gave.</summary>
    /// <exception cref="ArchiveException">It is of a version of the program that knew other things.</exception>
    public static RunContext Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<RunContext>(json, Options) ?? throw new JsonException("null");
        }
        catch (JsonException)
        {
            throw new ArchiveException($"{Name} of the run cannot be read: it is of another version of the program.");
        }
    }

    private sealed class CodeConverter<T>(Func<string, T> read, Func<T, string> code) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { Length: > 0 } text ? read(text) : throw new JsonException("a code is missing");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(code(value));
    }
}
