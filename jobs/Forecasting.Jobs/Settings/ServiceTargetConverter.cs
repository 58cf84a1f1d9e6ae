using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Forecasting.Catalog;

namespace Forecasting.Jobs.Settings;

/// <summary>Reads a service target as it is written in <c>items</c>: <c>0.95</c>, <c>"fill:0.95"</c>, <c>"csl:0.95"</c> or <c>"cost"</c>.</summary>
public sealed class ServiceTargetConverter : JsonConverter<ServiceTarget>
{
    /// <inheritdoc/>
    public override ServiceTarget Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.Number
            ? reader.GetDouble().ToString(CultureInfo.InvariantCulture)
            : reader.GetString() ?? "";
        return ServiceTarget.TryParse(text, out var target)
            ? target!
            : throw new JsonException($"\"{text}\" is not a service target (expected 0.95, \"fill:0.95\", \"csl:0.95\" or \"cost\").");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ServiceTarget value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
