using System.Text.Json;
using System.Text.Json.Serialization;
using Forecasting.Catalog;
using Forecasting.Planning.Comparison;

namespace Forecasting.Jobs.Runs;

/// <summary>A line of the plan before as one short array: there are as many as SKU-locations, in every run.</summary>
internal sealed class PreviousLineConverter : JsonConverter<PreviousLine>
{
    private const int Values = 15;

    public override PreviousLine Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var line = document.RootElement;
        if (line.ValueKind != JsonValueKind.Array || line.GetArrayLength() != Values)
            throw new JsonException("a line of the plan before has other values");
        return new PreviousLine(
            new SkuLocation(new Sku(Text(0)), new Location(Text(1))), Text(2), Text(3), Number(4), Number(5), Number(6),
            Units(7), Units(8), Units(9), Units(10), Units(11), Units(12), Units(13), Units(14));

        string Text(int at) => line[at].GetString() ?? throw new JsonException("a text is missing");

        double Number(int at) => line[at].GetDouble();

        decimal Units(int at) => line[at].GetDecimal();
    }

    public override void Write(Utf8JsonWriter writer, PreviousLine value, JsonSerializerOptions options)
    {
        ReadOnlySpan<object> values =
        [
            value.Key.Sku.Code, value.Key.Location.Code, value.Model, value.ServiceTarget, value.LeadTimeDays, value.ReviewDays, value.ProtectionDays,
            value.ExpectedDemand, value.DemandSafety, value.LeadTimeSafety, value.ServiceSafety, value.LotAllowance, value.Position, value.NotNeeded, value.Quantity,
        ];

        // On one line, although the document is indented.
        writer.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(values.ToArray(), OneLine));
    }

    private static readonly JsonSerializerOptions OneLine = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
