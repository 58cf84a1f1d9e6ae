using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;
using Forecasting.Storage.Privacy;
using NodaTime;

namespace Forecasting.Storage.Files;

/// <summary>The values of one row, each as its column demands; all that is wrong is collected: a row with three
/// faults reports three.</summary>
/// <remarks>
/// A value at fault reads as a placeholder. Whoever reads a row sets the result aside when there are <see cref="Faults"/>.
/// </remarks>
internal sealed class RowReader
{
    private const string Placeholder = "?";
    private const string Missing = "the value is missing, and every row needs one";
    private readonly HeaderMatch header;
    private readonly RowFaults faults = new();
    private readonly NumberValues numbers;
    private readonly DateValues dates;
    private readonly SortedDictionary<string, MaskedValues> masked = new(StringComparer.Ordinal);
    private readonly List<PersonalKind> kinds = [];
    private RawRow row = new TextRow(0, [], "", null);
    private string sku = "";
    private string location = "";

    /// <summary>Reads rows of one file.</summary>
    /// <param name="header">Which field holds which column.</param>
    /// <param name="profile">How numbers and dates are written.</param>
    /// <param name="settings">What is declared.</param>
    /// <param name="zoneOf">The time zone of a place; null when it is not known.</param>
    public RowReader(HeaderMatch header, ReadingProfile profile, FeedSettings settings, Func<Location, DateTimeZone?> zoneOf)
    {
        this.header = header;
        var section = $"input.{header.Feed.SettingName()}";
        numbers = new NumberValues(profile, section, faults);
        dates = new DateValues(profile, settings, section, zoneOf, faults);
    }

    /// <summary>What is wrong with the row, in the order of reading.</summary>
    public IReadOnlyList<ValueFault> Faults => faults.All;

    /// <summary>Personal data taken out of texts so far, by header.</summary>
    public IReadOnlyCollection<KeyValuePair<string, MaskedValues>> Masked => masked;

    /// <summary>Whose row it is, as far as it could be read, for messages: <c>SKU A-1007 at LEEDS. </c></summary>
    public string Subject => (sku, location) switch
    {
        ("" or Placeholder, _) => "",
        (_, "" or Placeholder) => $"SKU {MessageText.Shown(sku)}. ",
        _ => $"SKU {MessageText.Shown(sku)} at {MessageText.Shown(location)}. ",
    };

    /// <summary>Goes to another row.</summary>
    public void Take(RawRow next)
    {
        row = next;
        sku = location = "";
        faults.Clear();
        foreach (var (index, fault, isCodeFault) in next.FieldFaults)
        {
            if (header.At(index) is { } column && (!isCodeFault || column.IsCode))
                Fault(column, next.Field(index), fault.Rule, fault.Text, 0);
        }
    }

    /// <summary>A product code; required.</summary>
    public Sku Sku(MatchedColumn column) => new(sku = Code(column));

    /// <summary>A product code; null when not given.</summary>
    public Sku? OptionalSku(MatchedColumn column) => OptionalCode(column) is { } code ? new Sku(sku = code) : null;

    /// <summary>A place; <see cref="Location.Only"/> when not given.</summary>
    public Location Location(MatchedColumn column) => OptionalLocation(column) ?? Catalog.Location.Only;

    /// <summary>A place; null when not given.</summary>
    public Location? OptionalLocation(MatchedColumn column) => OptionalCode(column) is { } code ? new Location(location = code) : null;

    /// <summary>A code, unchanged to the last code point; required.</summary>
    public string Code(MatchedColumn column) => OptionalCode(column) ?? Required(column, Placeholder);

    /// <summary>A code, unchanged to the last code point; null when the whole field is blank.</summary>
    public string? OptionalCode(MatchedColumn column)
    {
        var text = Raw(column);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (faults.Has(column))
            return Placeholder;
        foreach (var c in text)
        {
            if (char.IsControl(c))
                return Fault(
                    column,
                    text,
                    "code",
                    $"\"{MessageText.Shown(text)}\" holds a control character (a code is plain text on one line)",
                    Placeholder);
        }

        return text;
    }

    /// <summary>Text for people, without outer blanks and personal data; empty when not given, which is a fault where the
    /// column is required.</summary>
    public string Text(MatchedColumn column)
    {
        var text = Signature(column);
        kinds.Clear();
        text = PersonalContent.Masked(text, kinds);
        if (kinds.Count > 0)
        {
            if (!masked.TryGetValue(column.Header, out var values))
                masked.Add(column.Header, values = new MaskedValues());
            values.Add(kinds);
        }

        return text;
    }

    /// <summary>As <see cref="Text"/>, and as it stands: a planner's word needs its author, whatever the author signs with.</summary>
    public string Signature(MatchedColumn column)
    {
        var text = Raw(column).Trim();
        return text.Length == 0 && column.Column.IsRequired ? Required(column, "") : text;
    }

    /// <summary>An IANA time zone; empty when not given.</summary>
    public string TimeZone(MatchedColumn column)
    {
        var text = Raw(column).Trim();
        return text.Length == 0 || TimeZones.Find(text) is not null
            ? text
            : Fault(column, text, "time zone", $"\"{MessageText.Shown(text)}\" is not a time zone (expected an IANA name, e.g. "
                + "Europe/Rome)", "");
    }

    /// <summary>A date; required.</summary>
    public DateOnly Date(MatchedColumn column)
    {
        var text = Raw(column);
        return string.IsNullOrWhiteSpace(text) ? Required(column, default(DateOnly)) : dates.Read(column, text);
    }

    /// <summary>A date; required. A moment, which is one with a zone or offset, falls on the day that it has at its place.</summary>
    /// <param name="column">Where it stands.</param>
    /// <param name="place">Where the code of its place stands.</param>
    public DateOnly LocalDate(MatchedColumn column, MatchedColumn place) =>
        dates.ReadMoment(column, Raw(column), Raw(place)) ?? Date(column);

    /// <summary>A date; null when not given, or when it is 9999-12-31, which stands for never.</summary>
    public DateOnly? OptionalDate(MatchedColumn column)
    {
        var text = Raw(column);
        return string.IsNullOrWhiteSpace(text) || dates.IsNever(text) ? null : dates.Read(column, text);
    }

    /// <summary>A number in the column's range; required.</summary>
    /// <param name="column">Where it stands.</param>
    /// <param name="ifMissing">What to say when it is missing; a clause without the full stop.</param>
    public decimal Number(MatchedColumn column, string ifMissing = Missing) =>
        OptionalNumber(column) ?? (IsMissing(column) ? Required(column, 0m, ifMissing) : 0m);

    /// <summary>A number in the column's range; null when not given.</summary>
    public decimal? OptionalNumber(MatchedColumn column)
    {
        var text = Raw(column);
        return string.IsNullOrWhiteSpace(text) ? null : numbers.Read(column, text, row.Number(column.Index));
    }

    /// <summary>A number as a double; null when not given.</summary>
    public double? OptionalDouble(MatchedColumn column) => (double?)OptionalNumber(column);

    /// <summary>A whole number; null when not given.</summary>
    public int? OptionalWhole(MatchedColumn column)
    {
        if (OptionalNumber(column) is not { } number)
            return null;
        return number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : Fault(column, Raw(column), "number", $"\"{MessageText.Shown(Raw(column))}\" is not a whole number (expected e.g. 30)", 0);
    }

    /// <summary>A share from 0 to 1, or yes and no for 1 and 0; required.</summary>
    public decimal Share(MatchedColumn column) => YesOrNo(Raw(column)) is { } yes ? (yes ? 1 : 0) : Number(column);

    /// <summary>Yes or no; no when not given.</summary>
    public bool Flag(MatchedColumn column)
    {
        var text = Raw(column);
        return !string.IsNullOrWhiteSpace(text)
            && (YesOrNo(text) ?? Fault(column, text, "flag", $"\"{MessageText.Shown(text)}\" is neither yes nor no (expected 0, 1, true, "
                + "false, yes or no)", false));
    }

    /// <summary>One of the names of an enumeration, in any letter case; <paramref name="missing"/> when not
    /// given and not required.</summary>
    public T Choice<T>(MatchedColumn column, T missing)
        where T : struct, Enum
    {
        var text = Raw(column).Trim();
        if (text.Length == 0)
            return column.Column.IsRequired ? Required(column, missing) : missing;
        return !int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
            && Enum.TryParse<T>(text, ignoreCase: true, out var value)
            && Enum.IsDefined(value)
            ? value
            : Fault(column, text, "choice", $"\"{MessageText.Shown(text)}\" is not one of "
                + $"{string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()))}", missing);
    }

    /// <summary>A service target; null when not given.</summary>
    public ServiceTarget? ServiceTarget(MatchedColumn column)
    {
        var text = Raw(column);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return Catalog.ServiceTarget.TryParse(text, out var target)
            ? target
            : Fault<ServiceTarget?>(column, text, "service target", $"\"{MessageText.Shown(text)}\" is not a service target (expected e.g. "
                + "0.95, fill:0.95, csl:0.95 or cost)", null);
    }

    /// <summary>Prices by quantity such as <c>100:9.50;500:9</c>; null when not given.</summary>
    public PriceList? PriceBreaks(MatchedColumn column)
    {
        var text = Raw(column);
        return string.IsNullOrWhiteSpace(text) ? null : numbers.ReadPrices(column, text);
    }

    /// <summary>Weekdays such as <c>Mon;Thu</c>, in their order in the week from Sunday; empty when not given.</summary>
    public ImmutableArray<DayOfWeek> Weekdays(MatchedColumn column) =>
        List(column, ListText.Weekdays, "weekday", "weekdays (expected e.g. Mon;Thu)");

    /// <summary>Days and ranges of days such as <c>2026-12-24..2026-12-26;2027-01-01</c>; empty when not given.</summary>
    public ImmutableArray<DateRange> DateRanges(MatchedColumn column) =>
        List(column, ListText.DateRanges, "date range", "days or ranges of days (expected e.g. 2026-12-24..2026-12-26;2027-01-01)");

    /// <summary>Two dates as a range, both ends included.</summary>
    public DateRange Days(MatchedColumn start, MatchedColumn end)
    {
        var before = Faults.Count;
        var (first, last) = (Date(start), Date(end));
        if (Faults.Count == before && last < first)
            Fault(end, Raw(end), "date range", $"\"{MessageText.Shown(Raw(end))}\" is before the start "
                + $"\"{MessageText.Shown(Raw(start))}\"", 0);
        return new DateRange(first, last);
    }

    private string Raw(MatchedColumn column) => column.Index < 0 ? "" : row.Field(column.Index);

    private bool IsMissing(MatchedColumn column) => string.IsNullOrWhiteSpace(Raw(column));

    private ImmutableArray<T> List<T>(MatchedColumn column, Func<string, ImmutableArray<T>?> read, string rule, string expected)
    {
        var text = Raw(column);
        return read(text) ?? Fault<ImmutableArray<T>>(column, text, rule, $"\"{MessageText.Shown(text)}\" is not a list of {expected}", []);
    }

    private static bool? YesOrNo(string text) => text.Trim().ToUpperInvariant() switch
    {
        "1" or "TRUE" or "YES" or "Y" or "T" => true,
        "0" or "FALSE" or "NO" or "N" or "F" => false,
        _ => null,
    };

    private T Required<T>(MatchedColumn column, T placeholder, string text = Missing) =>
        Fault(column, Raw(column), "required", text, placeholder);

    private T Fault<T>(MatchedColumn column, string value, string rule, string text, T placeholder) =>
        faults.Add(column, value, rule, text, placeholder);
}
