namespace Forecasting.Storage.Stores;

/// <summary>Writes the values of one row from left to right.</summary>
internal interface IRowWriter
{
    /// <summary>A text; null = none.</summary>
    IRowWriter AppendValue(string? value);

    /// <summary>A whole number of 64 bits; null = none.</summary>
    IRowWriter AppendValue(long? value);

    /// <summary>A number with a fraction; NaN stays NaN where the database knows it and is null where not.</summary>
    IRowWriter AppendValue(double? value);

    /// <summary>Yes or no.</summary>
    IRowWriter AppendValue(bool value);

    /// <summary>A time in UTC, kept to the microsecond; null = none.</summary>
    IRowWriter AppendValue(DateTime? value);

    /// <summary>Numbers in one column.</summary>
    IRowWriter AppendValue(IEnumerable<double> values);

    /// <summary>Texts in one column.</summary>
    IRowWriter AppendValue(IEnumerable<string> values);

    /// <summary>A whole number of 32 bits.</summary>
    IRowWriter AppendInteger(int? value);

    /// <summary>A day; null = none.</summary>
    IRowWriter AppendDate(DateOnly? day);

    /// <summary>A decimal, rounded half to even to the digits that its column keeps; null = none.</summary>
    IRowWriter AppendDecimal(decimal? value, int scale);

    /// <summary>A hash or pseudonym of 128 bits.</summary>
    IRowWriter AppendHash(UInt128 value);
}
