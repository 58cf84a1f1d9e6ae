using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Forecasting.Planning;
using Forecasting.Storage.Runs;

namespace Forecasting.Storage.Answers;

/// <summary>What became of a message in Dynamics 365, as a file: the state of its recurring integration. Nothing is asked over the network.</summary>
/// <remarks>States: Dynamics 365 documentation, recurring integrations. The layout of the file is ours (docs/warehouse.md): their service answers with the state
/// alone, and whoever asks it writes down which file the message was.</remarks>
internal static class Dynamics365Answers
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The answers of a JSON file: one object, or an array of them.</summary>
    /// <exception cref="AnswerFileException">It is no such JSON.</exception>
    public static AnswerDocument ReadJson(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes))
            throw new AnswerFileException("it is no UTF-8");
        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            var messages = document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.EnumerateArray().ToArray() : [document.RootElement];
            if (messages.Length > AnswerFile.MostParts)
                throw new AnswerFileException(FormattableString.Invariant($"it has more than {AnswerFile.MostParts} messages"));
            return new AnswerDocument("D365", [.. messages.Select((m, i) => Message(FormattableString.Invariant($"message {i + 1}"), m))]);
        }
        catch (JsonException fault)
        {
            throw new AnswerFileException(fault.LineNumber is { } line
                ? FormattableString.Invariant($"line {line + 1}, byte {fault.BytePositionInLine + 1}: it is no valid JSON")
                : "it is no valid JSON: a name stands twice in an object");
        }
    }

    /// <summary>The answer of a row of a CSV file.</summary>
    public static ReadAnswer Row(string place, Func<string, string> fields) =>
        Answer(place, fields("message_id"), fields("status"), fields("file"), fields("number"), fields("error") is { Length: > 0 } error ? error : fields("text"));

    private static ReadAnswer Message(string place, JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
            throw new AnswerFileException($"{place} is no object");
        var fields = message.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        var errors = fields.TryGetValue("errors", out var list) && list.ValueKind == JsonValueKind.Array
            ? string.Join("; ", list.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty("message", out var text) ? Text(text) : Text(e)))
            : "";
        return Answer(place, Field("messageId"), Field("status"), Field("file"), Field("number"), errors);

        string Field(string name) => fields.TryGetValue(name, out var value) ? Text(value) : "";
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => "",
    };

    private static ReadAnswer Answer(string place, string message, string status, string file, string number, string errors)
    {
        TechnicalState? state = status switch
        {
            "Enqueued" or "Preprocessing" or "PreProcessing" or "Processing" => TechnicalState.Received,
            "Processed" => TechnicalState.Accepted,
            "ProcessedWithErrors" => TechnicalState.AcceptedWithErrors,
            "PreProcessingError" or "PostProcessingFailed" => TechnicalState.Rejected,
            _ => null,
        };
        var subject = AnswerFile.Shown(file.Length > 0 ? file : number.Length > 0 ? number : message);
        if (state is null)
            return new UnreadableAnswer(place, subject, $"the status \"{AnswerFile.Shown(status)}\" is no state of a message");
        if (!long.TryParse(number.Length > 0 ? number : NumberIn(file), NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value is < 1 or > ControlNumber.Largest)
            return new UnreadableAnswer(place, subject, "neither number nor file says which file it was");
        var text = errors.Length > 500 ? errors[..500] + " …" : errors;
        return new NumberAnswer(place, value, new TechnicalAnswer("D365", state.Value, OneLine.Of(status), OneLine.Of(text))) { FileName = file };
    }

    // acme-000000012.zip
    private static string NumberIn(string file)
    {
        var stem = Path.GetFileNameWithoutExtension(file);
        return stem.Length > 10 && stem[^10] == '-' ? stem[^9..] : "";
    }
}
