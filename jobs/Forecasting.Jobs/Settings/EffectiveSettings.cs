using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Forecasting.Forecasters;
using Forecasting.Planning;
using Forecasting.Reports.Formats;
using Forecasting.Storage.Files;

namespace Forecasting.Jobs.Settings;

/// <summary>Settings after all sources have spoken, with the source of every value.</summary>
/// <remarks>Later sources win: defaults, <c>settings.json</c> in the data folder, the file named by <c>--settings</c>, environment
/// variables (<c>FORECASTING__INVENTORY__UNMETDEMAND=lost</c>), the command line.</remarks>
public sealed class EffectiveSettings
{
    /// <summary>Environment variables that set something begin with this; two underscores part the levels.</summary>
    public const string EnvironmentPrefix = "FORECASTING__";

    private static readonly JsonNodeOptions NodeOptions = new() { PropertyNameCaseInsensitive = true };

    private static readonly JsonDocumentOptions DocumentOptions = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    private static readonly JsonSerializerOptions SerializerOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = true,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters =
            { new ServiceTargetConverter(), new SwitchConverter(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    private static readonly JsonSerializerOptions WriterOptions = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Sections about the machine or the days after the plan, and not about the plan: the same run may be kept elsewhere, or longer.</summary>
    private static readonly ImmutableArray<string> MachineSections = ["archive.", "retention.", "database.", "delivery.", "service.", "timetable.", "sensing.", "cluster.", "deadlines.", "alerts."];

    private const string PartnersSection = "partners";

    private readonly Dictionary<string, string> sources;

    private EffectiveSettings(ProgramSettings settings, Dictionary<string, string> sources) => (Settings, this.sources) = (settings, sources);

    /// <summary>The settings.</summary>
    public ProgramSettings Settings { get; }

    // Written out when somebody asks: to do so costs a tenth of a second, and `forecast` never does.

    /// <summary>Every value by dotted name, ordered, with its source.</summary>
    public ImmutableArray<SettingValue> Values => field.IsDefault
        ? field = SettingValues.Of(JsonSerializer.SerializeToNode(Settings, SerializerOptions)!, sources)
        : field;

    /// <summary>The values that results depend on: those of a run's identity and of its reports.</summary>
    public ImmutableArray<SettingValue> PlanValues => field.IsDefault
        ? field =
        [
            .. SettingValues.Of(JsonSerializer.SerializeToNode(PlanSettings, SerializerOptions)!, sources)
                .Where(v => !MachineSections.Any(section => v.Name.StartsWith(section, StringComparison.Ordinal)) && !IsNoPartner(v)),
        ]
        : field;

    /// <summary>The settings without what results do not depend on: where and when files go is a matter of the day.</summary>
    private ProgramSettings PlanSettings => Settings with
    {
        Archive = new(),
        Retention = new(),
        Database = new(),
        Delivery = new(),
        Service = new(),
        Timetable = new(),
        Cluster = new(),
        Deadlines = new(),
        Alerts = new(),
        Sensing = new(),
        Partners = [.. Settings.Partners.Select(p => p.WithoutDelivery())],
    };

    /// <summary>SHA-256 of all names and values that results depend on (not their sources), lower-case hexadecimal: part of a run's
    /// identity.</summary>
    public string Hash => RunIdentity.HashOf(string.Join('\n', PlanValues.Select(v => $"{v.Name}={v.Value}")));

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="files">Settings files, the weakest first; those that do not exist are passed over.</param>
    /// <param name="environment">Environment variables.</param>
    /// <param name="commandLine">Dotted names and values from the command line.</param>
    /// <exception cref="SettingsException">A file is no JSON, a name is unknown, or a value is out of range; all
    /// faults are named together.</exception>
    public static EffectiveSettings Load(
        IEnumerable<string> files,
        IEnumerable<KeyValuePair<string, string>> environment,
        IEnumerable<KeyValuePair<string, string>> commandLine)
    {
        var merged = new JsonObject(NodeOptions);
        var sources = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var partnersFolder = "";
        foreach (var file in files.Where(File.Exists))
        {
            if (MergeFile(merged, file, sources))
                partnersFolder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        }

        foreach (var (name, value) in Ours(environment))
            Merge(merged, Nest(name[EnvironmentPrefix.Length..].Split("__"), value), "", name, sources);

        foreach (var (name, value) in commandLine)
            Merge(merged, Nest(name.Split('.'), value), "", "command line", sources);

        // What most runs of `forecast` set, nothing or the model, is not worth the serializer: to get to know all sections costs it 0.2 s of
        // processor time. Such settings are sound, a test says so.
        if (merged.Count == 0)
            return new EffectiveSettings(new ProgramSettings(), sources);
        if (OnlyModel(merged) is { } model)
            return new EffectiveSettings(new ProgramSettings { Forecast = new() { Model = model } }, sources);

        var settings = Deserialize(merged);
        settings = settings with { Partners = PartnerCodeFiles.Read([.. settings.Partners.Where(p => p is not null)], partnersFolder) };
        var faults = settings.ToPlanSettings().Validate()
            .Concat(settings.Input.Validate())
            .Concat(TimeZones.Validate(settings.Calendar))
            .Concat(PartnerProfile.Validate(settings.Partners))
            .Concat(settings.Partners.SelectMany(PartnerTargets.Faults))
            .Concat(settings.Delivery.Validate())
            .Concat(settings.Archive.Validate())
            .Concat(settings.Retention.Validate())
            .Concat(settings.Database.Validate())
            .Concat(settings.Service.Validate())
            .Concat(settings.Timetable.Validate())
            .Concat(settings.Cluster.Validate())
            .Concat(settings.Deadlines.Validate())
            .Concat(settings.Alerts.Validate())
            .Concat(settings.Sensing.Validate())
            .ToList();
        if (faults.Count > 0)
            throw new SettingsException(string.Join('\n', faults));

        return new EffectiveSettings(settings, sources);
    }

    /// <summary>The settings that results depend on, with their sources, as JSON in UTF-8: the same settings, the same bytes.</summary>
    public byte[] ToJson()
    {
        var sources = new JsonObject(
            PlanValues.Where(v => v.Source != SettingValues.Default).Select(v => KeyValuePair.Create(v.Name, (JsonNode?)JsonValue.Create(v.Source))));
        var document = new JsonObject
        {
            ["settings"] = JsonSerializer.SerializeToNode(PlanSettings, SerializerOptions),
            ["sources"] = sources,
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, WriterOptions);
    }

    /// <summary>The settings that <see cref="ToJson"/> gave.</summary>
    /// <param name="json">What it gave.</param>
    /// <exception cref="SettingsException">It is of a version with other settings.</exception>
    public static EffectiveSettings FromJson(byte[] json)
    {
        try
        {
            var document = JsonNode.Parse(json, NodeOptions)!.AsObject();
            var sources = Section("sources")
                .ToDictionary(s => s.Key, s => s.Value!.GetValue<string>(), StringComparer.OrdinalIgnoreCase);
            return new EffectiveSettings(Deserialize(Section("settings")), sources);

            JsonObject Section(string name) => document[name] as JsonObject ?? throw new JsonException($"no {name}");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new SettingsException("The settings of the run cannot be read: they are of another version of the program.");
        }
    }

    // A run for no partner is the run that it was before there could be any.
    private static bool IsNoPartner(SettingValue value) => value is { Name: PartnersSection, Value: "[]" };

    private static JsonObject Parse(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file), NodeOptions, DocumentOptions) as JsonObject
                ?? throw new SettingsException($"{file}: the settings must be one JSON object, {{ … }}.");
        }
        catch (JsonException fault)
        {
            throw new SettingsException(
                $"{file} line {fault.LineNumber + 1}: not valid JSON ({fault.Message.Split(". Path")[0].Split(" LineNumber")[0]}).");
        }
        catch (ArgumentException fault)
        {
            throw new SettingsException($"{file}: {fault.Message}");
        }
    }

    private static ProgramSettings Deserialize(JsonObject merged)
    {
        try
        {
            return merged.Deserialize<ProgramSettings>(SerializerOptions)!;
        }
        catch (ArgumentOutOfRangeException fault)
        {
            // Records that check themselves where they are set name the property, the value and the range.
            var name = JsonNamingPolicy.CamelCase.ConvertName(fault.ParamName ?? "a value");
            var range = fault.Message.Split(" (Parameter")[0];
            throw new SettingsException(FormattableString.Invariant($"settings: {name} is {fault.ActualValue}; it {range}"));
        }
        catch (JsonException fault)
        {
            var message = fault.Message.Split(" Path: ")[0];
            throw new SettingsException($"settings: {message} (at {fault.Path?.TrimStart('$').TrimStart('.')}). See `forecasting settings` "
                + "for every name and value.");
        }
    }

    private static List<KeyValuePair<string, string>> Ours(IEnumerable<KeyValuePair<string, string>> environment)
    {
        var ours = new List<KeyValuePair<string, string>>();
        foreach (var variable in environment)
        {
            if (variable.Key.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
                ours.Add(variable);
        }

        if (ours.Count > 1)
            ours.Sort((one, other) => string.CompareOrdinal(one.Key, other.Key));
        return ours;
    }

    private static ForecastModel? OnlyModel(JsonObject merged) =>
        merged.Count == 1 && merged["forecast"] is JsonObject { Count: 1 } section
        && section["model"] is JsonValue value && value.TryGetValue<string>(out var name)
            ? ForecastModelName.Find(name)
            : null;

    private static JsonObject Nest(string[] path, string value)
    {
        JsonNode node = JsonValue.Create(value);
        for (var i = path.Length - 1; i >= 0; i--)
            node = new JsonObject(NodeOptions) { [path[i]] = node };
        return (JsonObject)node;
    }

    /// <summary>True when the file has partners: their files of codes lie beside it.</summary>
    private static bool MergeFile(JsonObject target, string file, Dictionary<string, string> sources)
    {
        try
        {
            var settings = Parse(file);
            var hasPartners = settings.ContainsKey(PartnersSection);
            if (settings["timetable"] is JsonObject timetable && timetable["holidays"] is JsonValue holidays && holidays.TryGetValue<string>(out var calendar))
                timetable["holidays"] = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, calendar);
            Merge(target, settings, "", Path.GetFileName(file), sources);
            return hasPartners;
        }
        catch (ArgumentException twice)
        {
            // Two names that differ in letter case only are one setting given twice.
            throw new SettingsException($"{file}: a setting stands twice ({twice.Message.ReplaceLineEndings(" ")}).");
        }
    }

    private static void Merge(JsonObject target, JsonObject from, string prefix, string source, Dictionary<string, string> sources)
    {
        foreach (var (name, value) in from.ToArray())
        {
            var path = prefix.Length == 0 ? name : prefix + "." + name;
            if (value is JsonObject inner)
            {
                if (target[name] is not JsonObject existing)
                    target[name] = existing = new JsonObject(NodeOptions);
                Merge(existing, inner, path, source, sources);
            }
            else
            {
                from.Remove(name);
                target[name] = value;
                sources[path] = source;
            }
        }
    }
}
