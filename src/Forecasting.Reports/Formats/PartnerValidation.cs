using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Forecasting.Reports.Formats;

/// <summary>Finds what is wrong with a partner profile before any line is there.</summary>
internal static partial class PartnerValidation
{
    /// <summary>Four weeks.</summary>
    private const int MostMinutes = 40_320;

    /// <summary>Every fault, as full sentences.</summary>
    public static IEnumerable<string> Faults(PartnerProfile profile)
    {
        var name = $"partners.{profile.Name}";
        if (!NamePattern().IsMatch(profile.Name))
            yield return $"partners: the name \"{profile.Name}\" must be 1 to 40 small letters, digits and hyphens.";
        if (profile.Folder is { } folder && !FolderPattern().IsMatch(folder))
            yield return $"{name}.folder is \"{folder}\"; it must be a plain folder name of letters, digits, dots, hyphens and underscores.";
        foreach (var fault in Delivery(profile, name))
            yield return fault;
        if (!PartnerFormats.All.TryGetValue(profile.Format, out var format))
        {
            yield return $"{name}.format is \"{profile.Format}\"; known are {string.Join(", ", PartnerFormats.All.Keys)}.";
            yield break;
        }

        if (profile.Version is { } version && version != format.Version)
            yield return $"{name}.version is \"{version}\"; {format.Name} is written in version \"{format.Version}\".";
        if (profile.CharacterSet is { } characters && format.Characters.All(c => c.Name != characters))
            yield return $"{name}.characterSet is \"{characters}\"; {format.Name} has {string.Join(", ", format.Characters.Select(c => c.Name))}.";
        foreach (var fault in profile.Codes.Faults().Select(f => $"{name}.{f}").Concat(Lines(profile, format, name)))
            yield return fault;
        foreach (var fault in Limits(profile, format, name).Concat(Values(profile, format, name)))
            yield return fault;
    }

    /// <summary>Profiles that write for one receiver in one family of formats and count by themselves: the receiver would take a number twice.</summary>
    public static IEnumerable<string> SharedReceivers(ImmutableArray<PartnerProfile> profiles) => profiles
        .Where(p => p.Values.ContainsKey("sender") && p.Values.ContainsKey("receiver"))
        .GroupBy(p => (Family(p.Format), Value(p, "sender"), Value(p, "senderQualifier"), Value(p, "receiver"), Value(p, "receiverQualifier")))
        .Where(g => g.DistinctBy(p => p.Series).Skip(1).Any())
        .Select(g => $"partners: {string.Join(" and ", g.Select(p => p.Name))} write for one receiver, \"{g.Key.Item4}\", which takes no number twice; "
            + "give them one series of numbers (\"numbers\").");

    private static string Family(string format) => format.Split('-')[0];

    private static string Value(PartnerProfile profile, string name) => profile.Values.GetValueOrDefault(name, "");

    private static IEnumerable<string> Delivery(PartnerProfile profile, string name)
    {
        if (profile.Numbers is { } series && !NamePattern().IsMatch(series))
            yield return $"{name}.numbers is \"{series}\"; it must be 1 to 40 small letters, digits and hyphens.";
        if (profile.FirstNumber is { } first and not (>= 1 and <= Planning.ControlNumber.Largest))
            yield return string.Create(CultureInfo.InvariantCulture, $"{name}.firstNumber is {first}; it must be from 1 to {Planning.ControlNumber.Largest}.");
        if (profile.AnswerWithin is { } minutes and not (>= 1 and <= MostMinutes))
            yield return string.Create(CultureInfo.InvariantCulture, $"{name}.answerWithin is {minutes}; it must be from 1 to {MostMinutes} minutes.");
        if (profile.Inbox is { } inbox && (string.IsNullOrWhiteSpace(inbox) || inbox.Contains("://", StringComparison.Ordinal)))
            yield return $"{name}.inbox is \"{inbox}\"; it must be a folder.";
        if (profile is { Inbox: null, InboxMarker: not null })
            yield return $"{name}.inboxMarker needs an inbox.";
        if (Refusal(profile) is { } refusal)
            yield return $"{name}.{refusal}";
        if (profile.Target is null && (profile.CutOff ?? profile.HostKey) is not null)
            yield return $"{name} has a cut-off or a host key and no target; nothing is sent there.";
    }

    private static string? Refusal(PartnerProfile profile)
    {
        try
        {
            return profile.Window().Fault;
        }
        catch (FormatException fault)
        {
            return fault.Message;
        }
    }

    private static IEnumerable<string> Lines(PartnerProfile profile, PartnerFormat format, string name)
    {
        var (types, actions) = format is OrderFormat order ? (order.Types, order.Actions) : ([], []);
        foreach (var type in profile.Types.Where(t => !types.Contains(t)))
            yield return $"{name}.types has {Word(type)}, which {format.Name} does not carry.";
        foreach (var action in profile.Actions.Where(a => !actions.Contains(a)))
            yield return $"{name}.actions has {OrderFormat.Word(action)}, which {format.Name} cannot say.";
    }

    private static IEnumerable<string> Limits(PartnerProfile profile, PartnerFormat format, string name)
    {
        var fields = format.RowFields.Select(f => f.Name).Distinct().ToArray();
        foreach (var (field, most) in profile.Limits)
        {
            if (!fields.Contains(field, StringComparer.Ordinal))
                yield return $"{name}.limits has \"{field}\"; {format.Name} has the fields {string.Join(", ", fields)}.";
            if (most < 1)
                yield return string.Create(CultureInfo.InvariantCulture, $"{name}.limits.{field} is {most}; it must be at least 1.");
        }
    }

    private static IEnumerable<string> Values(PartnerProfile profile, PartnerFormat format, string name)
    {
        foreach (var stranger in profile.Values.Keys.Where(key => format.Values.All(v => v.Name != key)))
        {
            yield return format.Values.IsEmpty
                ? $"{name}.values has \"{stranger}\"; {format.Name} needs no values."
                : $"{name}.values has \"{stranger}\"; {format.Name} has {string.Join(", ", format.Values.Select(v => v.Name))}.";
        }

        var characters = PartnerFile.CharactersOf(profile, format);
        foreach (var value in format.Values)
        {
            var text = PartnerFile.ValueOf(profile, value);
            if (Fault(format, value, text, characters) is { } fault)
                yield return $"{name}.values.{value.Name} ({value.Element}) is \"{text}\"; it {fault}.";
        }
    }

    private static string? Fault(PartnerFormat format, FormatValue value, string text, Repertoire characters)
    {
        if (value.Name == "separators")
        {
            return text.Length == 3 && text.Distinct().Count() == 3 && text.All(c => c is > ' ' and < '\u007f' && !char.IsAsciiLetterOrDigit(c))
                ? null : "must be three different marks: between elements, between components, after segments";
        }

        if (!value.OneOf.IsEmpty)
            return value.OneOf.Contains(text) ? null : $"must be {string.Join(" or ", value.OneOf)}";
        var columns = ReferenceEquals(format, OracleWarehouse.Format) ? OracleWarehouse.ColumnFault(text) : null;
        return value.Rule.Fault(text, characters) ?? columns;
    }

    private static string Word(Planning.OrderType type) => type == Planning.OrderType.Purchase ? "purchase" : "transfer";

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex FolderPattern();
}
