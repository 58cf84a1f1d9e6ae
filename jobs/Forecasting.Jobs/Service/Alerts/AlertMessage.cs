using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Forecasting.Jobs.Service.Views;

namespace Forecasting.Jobs.Service.Alerts;

/// <summary>Why a message is sent.</summary>
public enum AlertKind
{
    /// <summary>There is something new to see to.</summary>
    Alarms,

    /// <summary>What was told before still stands.</summary>
    Reminder,

    /// <summary>Nothing is left to see to.</summary>
    Clear,

    /// <summary>Somebody wanted to see whether messages arrive.</summary>
    Test,
}

/// <summary>An alarm in a message.</summary>
/// <param name="IsNew">True when it was not told before.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="Text">What it is; one line.</param>
/// <param name="Action">What to do.</param>
public sealed record AlertLine(bool IsNew, AlarmKind Kind, string Subject, DateTimeOffset Since, string Text, string Action);

/// <summary>A message, as it is kept and as a webhook gets it. The form is described in docs/operations.md.</summary>
/// <param name="Version">Of the form: 1.</param>
/// <param name="Number">Its number; the same message that comes twice has the same.</param>
/// <param name="Kind">Why it is sent.</param>
/// <param name="At">When it was made, UTC.</param>
/// <param name="Page">Address of the status page; null = not set.</param>
/// <param name="Alarms">The alarms, the worst first, at most <see cref="LinesMost"/>.</param>
/// <param name="More">Alarms beyond those.</param>
public sealed record AlertMessage(int Version, long Number, AlertKind Kind, DateTimeOffset At, string? Page, ImmutableArray<AlertLine> Alarms, int More)
{
    /// <summary>Alarms in one message: more are not read.</summary>
    public const int LinesMost = 20;

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>What of it stands in the line that says what it is about; made of our own words alone.</summary>
    [JsonIgnore]
    public string Title => Kind switch
    {
        AlertKind.Clear => "Forecasting: all clear",
        AlertKind.Test => "Forecasting: a test message",
        _ => string.Create(
            CultureInfo.InvariantCulture,
            $"Forecasting: {(Kind == AlertKind.Reminder ? "still " : "")}{Alarms.Length + More} {(Alarms.Length + More == 1 ? "alarm" : "alarms, the worst")}: {Words(Alarms[0].Kind)}"),
    };

    /// <summary>The message for people.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine(Kind switch
        {
            AlertKind.Clear => "Nothing is left to see to.",
            AlertKind.Test => "This is a test: messages of the service arrive.",
            AlertKind.Reminder => "These still stand:",
            _ => "Somebody must see to this:",
        });
        for (var i = 0; i < Alarms.Length; i++)
        {
            var line = Alarms[i];
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{i + 1}. {Words(line.Kind).ToUpperInvariant()}{(line.IsNew || Kind == AlertKind.Reminder ? "" : " (told before)")} - {line.Subject}, since {line.Since.UtcDateTime:yyyy-MM-dd HH:mm}Z");
            text.AppendLine(CultureInfo.InvariantCulture, $"   {line.Text}").AppendLine(CultureInfo.InvariantCulture, $"   To do: {line.Action}");
        }

        if (More > 0)
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"And {More} more.");
        if (Page is not null)
            text.AppendLine().AppendLine(Page);
        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>As JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Form);

    /// <summary>What <see cref="ToJson"/> gave.</summary>
    public static AlertMessage Parse(string json) => JsonSerializer.Deserialize<AlertMessage>(json, Form)!;

    private static string Words(AlarmKind kind) => kind switch
    {
        AlarmKind.Missed => "deadline missed",
        AlarmKind.AtRisk => "deadline at risk",
        AlarmKind.Unsent => "message not sent",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
