using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Catalog;
using Forecasting.History;
using Forecasting.Storage.Privacy;
using NodaTime;

namespace Forecasting.Storage.Files;

/// <summary>The values of one row, each read as its column demands; what is wrong is collected, so that a row with three faults reports three.</summary>
/// <remarks>A value at fault reads as a placeholder. Whoever reads a row sets the result aside when there are <see cref="Faults"/>.</remarks>
/// <param name="header">Which field holds which column.</param>
/// <param name="profile">How numbers and dates are written.</param>
/// <param name="settings">What is declared.</param>
/// <param name="zoneOf">The time zone of a place; null when it is not known.</param>
internal sealed class RowReader(HeaderMatch header, ReadingProfile profile, FeedSettings settings, Func<Location, DateTimeZone?> zoneOf)
{
    private const string Placeholder = "?";
    private const string Missing = "the value is missing, and every row needs one";
    private readonly List<ValueFault> faults = [];
    private readonly SortedDictionary<string, MaskedValues> masked = new(StringComparer.Ordinal);
    private readonly List<PersonalKind> kinds = [];
    private RawRow row = new TextRow(0, [], "", null);
    private string sku = "";
    private string location = "";

    /// <summary>What is wrong with the row, in the order of reading.</summary>
    public IReadOnlyList<ValueFault> Faults => faults;

    /// <summary>Personal data taken out of texts so far, by header.</summary>
    public IReadOnlyCollection<KeyValuePair<string, MaskedValues>> Masked => masked;

    /// <summary>Whose row it is, as far as it could be read, for messages: <c>SKU A-1007 at LEEDS. </c></summary>
    public string Subject => (sku, location) switch
    {
        ("" or Placeholder, _) => "",
        (_, "" or Placeholder) => $"SKU {Shown(sku)}. ",
        _ => $"SKU {Shown(sku)} at {Shown(location)}. ",
    };

    private string Section => $"input.{header.Feed.SettingName()}";

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
        if (faults.Exists(f => f.Column == column))
            return Placeholder;
        foreach (var c in text)
        {
            if (char.IsControl(c))
                return Fault(column, text, "code", $"\"{Shown(text)}\" holds a control character (a code is plain text on one line)", Placeholder);
        }

        return text;
    }

    /// <summary>Text for people, without outer blanks and personal data; empty when not given, which is a fault where the column is required.</summary>
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
            : Fault(column, text, "time zone", $"\"{Shown(text)}\" is not a time zone (expected an IANA name, e.g. Europe/Rome)", "");
    }

    /// <summary>A date; required.</summary>
    public DateOnly Date(MatchedColumn column)
    {
        var text = Raw(column);
        return string.IsNullOrWhiteSpace(text) ? Required(column, default(DateOnly)) : Date(column, text);
    }

    /// <summary>A date; required. A moment, which is one with a zone or offset, falls on the day that it has at its place.</summary>
    /// <param name="column">Where it stands.</param>
    /// <param name="place">Where the code of its place stands.</param>
    public DateOnly LocalDate(MatchedColumn column, MatchedColumn place)
    {
        var text = Raw(column);
        if (text.Length <= "2026-01-31".Length || !DateText.ReadInstant(text, profile.DateOrder, out var utc))
            return Date(column);
        var code = Raw(place);
        var at = string.IsNullOrWhiteSpace(code) ? Catalog.Location.Only : new Location(code);
        if (zoneOf(at) is { } zone)
            return DateOnly.FromDateTime(Instant.FromDateTimeUtc(utc).InZone(zone).ToDateTimeUnspecified());
        return Fault(column, text, "time zone", $"\"{Shown(text)}\" falls on another day in another time zone, and that of {Shown(at.Code)} is not known "
            + $"(give the time_zone of {Shown(at.Code)} in locations, or set calendar.timeZone)", default(DateOnly));
    }

    /// <summary>A date; null when not given, or when it is 9999-12-31, which stands for never.</summary>
    public DateOnly? OptionalDate(MatchedColumn column)
    {
        var text = Raw(column);
        if (string.IsNullOrWhiteSpace(text) || (DateText.Read(text, profile.DateOrder, out var date) == DateReading.Date && date == DateText.Never))
            return null;
        return Date(column, text);
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
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (row.Number(column.Index) is { } exact)
            return InRange(column, text, exact);
        var reading = NumberText.Read(text, profile.DecimalMark, out var number);
        if (reading == NumberReading.NotNumber && CurrencyText.IsMoney(column.Column.Name) && CurrencyText.Split(text, out var amount) is { } currency)
        {
            if (Strange(column, currency) is { } others)
                return Fault(column, text, "currency", $"\"{Shown(text)}\" is in {currency}, and {others} (send one currency a column, or the amounts alone)", 0m);
            text = amount;
            reading = NumberText.Read(amount, profile.DecimalMark, out number);
        }

        switch (reading)
        {
            case NumberReading.Number:
                return InRange(column, text, number);
            case NumberReading.Ambiguous:
                return Fault(column, text, "ambiguous number", $"\"{Shown(text)}\" may be {Reading(text, '.')} or {Reading(text, ',')}, and nothing in the file tells "
                    + $"(set {Section}.decimalMark to \".\" or \",\")", 0m);
            case NumberReading.TooLarge:
                return Fault(column, text, "number", $"\"{Shown(text)}\" is too large (at most 1,000,000,000,000)", 0m);
            default:
                return Fault(column, text, "number", $"\"{Shown(text)}\" is not a number ({NumberExample})", 0m);
        }
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
            : Fault(column, Raw(column), "number", $"\"{Shown(Raw(column))}\" is not a whole number (expected e.g. 30)", 0);
    }

    /// <summary>A share from 0 to 1, or yes and no for 1 and 0; required.</summary>
    public decimal Share(MatchedColumn column) => YesOrNo(Raw(column)) is { } yes ? (yes ? 1 : 0) : Number(column);

    /// <summary>Yes or no; no when not given.</summary>
    public bool Flag(MatchedColumn column)
    {
        var text = Raw(column);
        return !string.IsNullOrWhiteSpace(text)
            && (YesOrNo(text) ?? Fault(column, text, "flag", $"\"{Shown(text)}\" is neither yes nor no (expected 0, 1, true, false, yes or no)", false));
    }

    /// <summary>One of the names of an enumeration, in any letter case; <paramref name="missing"/> when not given and not required.</summary>
    public T Choice<T>(MatchedColumn column, T missing)
        where T : struct, Enum
    {
        var text = Raw(column).Trim();
        if (text.Length == 0)
            return column.Column.IsRequired ? Required(column, missing) : missing;
        return !int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : Fault(column, text, "choice", $"\"{Shown(text)}\" is not one of {string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()))}", missing);
    }

    /// <summary>A service target; null when not given.</summary>
    public ServiceTarget? ServiceTarget(MatchedColumn column)
    {
        var text = Raw(column);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return Catalog.ServiceTarget.TryParse(text, out var target)
            ? target
            : Fault<ServiceTarget?>(column, text, "service target", $"\"{Shown(text)}\" is not a service target (expected e.g. 0.95, fill:0.95, csl:0.95 or cost)", null);
    }

    /// <summary>Weekdays such as <c>Mon;Thu</c>, in their order in the week from Sunday; empty when not given.</summary>
    public ImmutableArray<DayOfWeek> Weekdays(MatchedColumn column) => List(column, ListText.Weekdays, "weekday", "weekdays (expected e.g. Mon;Thu)");

    /// <summary>Days and ranges of days such as <c>2026-12-24..2026-12-26;2027-01-01</c>; empty when not given.</summary>
    public ImmutableArray<DateRange> DateRanges(MatchedColumn column) =>
        List(column, ListText.DateRanges, "date range", "days or ranges of days (expected e.g. 2026-12-24..2026-12-26;2027-01-01)");

    /// <summary>Two dates as a range, both ends included.</summary>
    public DateRange Days(MatchedColumn start, MatchedColumn end)
    {
        var before = faults.Count;
        var (first, last) = (Date(start), Date(end));
        if (faults.Count == before && last < first)
            Fault(end, Raw(end), "date range", $"\"{Shown(Raw(end))}\" is before the start \"{Shown(Raw(start))}\"", 0);
        return new DateRange(first, last);
    }

    /// <summary>A text for a message: at most 80 characters, control characters as codes.</summary>
    public static string Shown(string text)
    {
        var shown = string.Concat(text.Take(80).Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()));
        return text.Length > 80 ? shown + "…" : shown;
    }

    private string Raw(MatchedColumn column) => column.Index < 0 ? "" : row.Field(column.Index);

    /// <summary>Why an amount in that currency cannot be compared with the others of its column; null when it can.</summary>
    private string? Strange(MatchedColumn column, string currency)
    {
        var known = profile.Currencies.GetValueOrDefault(column.Column.Name, []);
        if (known.IsEmpty)
            return "no amount at the beginning of the feed names a currency";
        var others = known.Remove(currency);
        return others.IsEmpty ? null : $"other amounts of the column are in {string.Join(", ", others)}";
    }

    private bool IsMissing(MatchedColumn column) => string.IsNullOrWhiteSpace(Raw(column));

    private string NumberExample => profile.DecimalMark switch
    {
        ',' => "expected e.g. 12,5; the file's decimal mark is a comma, whatever the culture of the machine",
        '.' => "expected e.g. 12.5; the file's decimal mark is a point, whatever the culture of the machine",
        _ => $"expected e.g. 12; the file's decimal mark is not known, see {Section}.decimalMark",
    };

    private DateOnly Date(MatchedColumn column, string text)
    {
        switch (DateText.Read(text, profile.DateOrder, out var date))
        {
            case DateReading.Date when date != DateText.Never:
                return date;
            case DateReading.PeriodNumber when settings is { PeriodStart: { } start, PeriodBucket: { } unit }:
                return Period(column, text, start, new TimeBucket(unit, start.DayOfWeek));
            case DateReading.PeriodNumber:
                return Fault(column, text, "date", $"\"{Shown(text)}\" is not a date (expected e.g. 2026-01-31; for numbered periods set "
                    + $"{Section}.periodStart and {Section}.periodBucket)", default(DateOnly));
            case DateReading.OrderUnknown:
                return Fault(column, text, "ambiguous date", $"\"{Shown(text)}\" may be day first or month first: date order unknown; "
                    + $"set {Section}.dateOrder to dmy or mdy", default(DateOnly));
            default:
                return Fault(column, text, "date", $"\"{Shown(text)}\" is not a date (expected e.g. 2026-01-31, a day that exists, from 1900 to 2199)", default(DateOnly));
        }
    }

    private DateOnly Period(MatchedColumn column, string text, DateOnly start, TimeBucket bucket)
    {
        var number = int.Parse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
        var bucketsInYear = bucket.Unit switch { BucketUnit.Day => 365, BucketUnit.Week => 52, _ => 12 };
        return number >= 1 && number <= (2200 - start.Year) * bucketsInYear
            ? bucket.Add(start, number - 1)
            : Fault(column, text, "date", $"\"{Shown(text)}\" is no period (expected 1, 2, 3, …)", default(DateOnly));
    }

    private ImmutableArray<T> List<T>(MatchedColumn column, Func<string, ImmutableArray<T>?> read, string rule, string expected)
    {
        var text = Raw(column);
        return read(text) ?? Fault<ImmutableArray<T>>(column, text, rule, $"\"{Shown(text)}\" is not a list of {expected}", []);
    }

    private decimal InRange(MatchedColumn column, string text, decimal number) => column.Column.Range switch
    {
        NumberRange.NonNegative when number < 0 => Fault(column, text, "range", $"\"{Shown(text)}\" is out of range (expected 0 or more)", 0m),
        NumberRange.Positive when number <= 0 => Fault(column, text, "range", $"\"{Shown(text)}\" is out of range (expected more than 0)", 1m),
        NumberRange.Share when number is < 0 or > 1 => Fault(column, text, "range", $"\"{Shown(text)}\" is out of range (expected 0 to 1)", 0m),
        _ => number,
    };

    private static string Reading(string text, char mark) =>
        NumberText.Read(text, mark, out var number) == NumberReading.Number ? number.ToString(CultureInfo.InvariantCulture) : text;

    private static bool? YesOrNo(string text) => text.Trim().ToUpperInvariant() switch
    {
        "1" or "TRUE" or "YES" or "Y" or "T" => true,
        "0" or "FALSE" or "NO" or "N" or "F" => false,
        _ => null,
    };

    private T Required<T>(MatchedColumn column, T placeholder, string text = Missing) => Fault(column, Raw(column), "required", text, placeholder);

    private T Fault<T>(MatchedColumn column, string value, string rule, string text, T placeholder)
    {
        if (!faults.Exists(f => f.Column == column))
            faults.Add(new ValueFault(column, value, rule, text));
        return placeholder;
    }
}

/// <summary>Personal data that was taken out of the texts of one column.</summary>
internal sealed class MaskedValues
{
    private readonly SortedSet<PersonalKind> kinds = [];

    /// <summary>Values that held some.</summary>
    public long Count { get; private set; }

    /// <summary>The kinds, for people.</summary>
    public string Kinds => string.Join(", ", kinds.Select(k => k.Plural()));

    /// <summary>Counts a value.</summary>
    /// <param name="found">The kinds that it held.</param>
    public void Add(IEnumerable<PersonalKind> found)
    {
        Count++;
        kinds.UnionWith(found);
    }
}

/// <summary>What is wrong with one value.</summary>
/// <param name="Column">Where it stands.</param>
/// <param name="Value">The value found.</param>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Text">What was found, what was expected, what to do; a clause without the full stop.</param>
internal sealed record ValueFault(MatchedColumn Column, string Value, string Rule, string Text);
