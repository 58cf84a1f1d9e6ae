namespace Forecasting.Storage.Files;

/// <summary>What the rows of one file prove about how its numbers and dates are written.</summary>
/// <param name="header">Which columns hold numbers and dates.</param>
internal sealed class ReadingEvidence(HeaderMatch header)
{
    private readonly MatchedColumn[] numbers = [.. header.Present(ColumnKind.Number)];
    private readonly MatchedColumn[] dates = [.. header.Present(ColumnKind.Date)];
    private readonly SortedDictionary<string, SortedSet<string>> currencies = new(StringComparer.Ordinal);
    private long points;
    private long commas;
    private long dayFirst;
    private long monthFirst;
    private bool hasAmbiguousNumber;
    private bool hasAmbiguousDate;

    /// <summary>The mark that more numbers prove; null on a tie, also of none.</summary>
    public char? DecimalMark => points == commas ? null : points > commas ? '.' : ',';

    /// <summary>The order that dates prove; null when none does, or when they contradict each other.</summary>
    public DateOrder? DateOrder => (dayFirst > 0, monthFirst > 0) switch
    {
        (true, false) => Files.DateOrder.Dmy,
        (false, true) => Files.DateOrder.Mdy,
        _ => null,
    };

    /// <summary>True when no number proves a mark: what other files prove may be taken. False also when numbers
    /// contradict each other.</summary>
    public bool IsMarkOpen => points + commas == 0;

    /// <summary>True when no date proves an order: what other files prove may be taken. False also when dates
    /// contradict each other.</summary>
    public bool IsOrderOpen => dayFirst + monthFirst == 0;

    /// <summary>True when the file holds numbers as such, which no mark can make doubtful.</summary>
    public bool HasNumbersAsSuch { get; private set; }

    /// <summary>True when some number has a mark.</summary>
    public bool HasMarks => points + commas > 0 || hasAmbiguousNumber;

    /// <summary>True when some date needs the order.</summary>
    public bool HasSlashDates => dayFirst + monthFirst > 0 || hasAmbiguousDate;

    /// <summary>The currencies that the amounts of a column carry, by our name of the column.</summary>
    public IReadOnlyDictionary<string, SortedSet<string>> Currencies => currencies;

    /// <summary>True while something seen is ambiguous and nothing seen tells: later rows may.</summary>
    public bool IsWanting(FeedSettings settings) =>
        (hasAmbiguousNumber && DecimalMark is null && settings.DecimalMark is null)
        || (hasAmbiguousDate && IsOrderOpen && settings.DateOrder is null);

    /// <summary>Looks at a sound row.</summary>
    public void Add(RawRow row)
    {
        foreach (var column in numbers)
        {
            if (row.Number(column.Index) is null)
                Number(column, row.Field(column.Index));
            else
                HasNumbersAsSuch = true;
        }

        foreach (var column in dates)
            Date(row.Field(column.Index));
    }

    private void Number(MatchedColumn column, string text)
    {
        if (CurrencyText.IsMoney(column.Column.Name) && CurrencyText.Split(text, out var amount) is { } currency)
        {
            if (!currencies.TryGetValue(column.Column.Name, out var known))
                currencies.Add(column.Column.Name, known = new SortedSet<string>(StringComparer.Ordinal));
            known.Add(currency);
            text = amount;
        }

        if (!text.AsSpan().ContainsAny('.', ','))
            return;
        var mark = NumberText.Evidence(text);
        points += mark == '.' ? 1 : 0;
        commas += mark == ',' ? 1 : 0;
        hasAmbiguousNumber |= mark is null && NumberText.IsAmbiguous(text);
    }

    private void Date(string text)
    {
        var order = DateText.Evidence(text, out var isAmbiguous);
        dayFirst += order == Files.DateOrder.Dmy ? 1 : 0;
        monthFirst += order == Files.DateOrder.Mdy ? 1 : 0;
        hasAmbiguousDate |= isAmbiguous;
    }
}
