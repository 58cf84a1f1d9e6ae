using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Planning;

namespace Forecasting.Reports.Formats;

/// <summary>What stands around the rows of a partner's file. The same interchange and rows give the same bytes, now and when sent again.</summary>
public sealed record Interchange
{
    /// <summary>Its number; group and message numbers are made from it.</summary>
    public required ControlNumber Number { get; init; }

    /// <summary>Day that it speaks of as its own: the morning of the plan. No time of day and no zone, or a resend would differ.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Run that the rows are of.</summary>
    public required string RunId { get; init; }

    /// <summary>True when the receiver must not act on it; written where the format has a mark for it.</summary>
    public required bool IsTest { get; init; }

    /// <summary>What the profile says, by name of the value; nothing is missing that the format requires.</summary>
    public ImmutableDictionary<string, string> Values { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The characters of the file.</summary>
    public Repertoire Characters { get; init; } = Repertoire.Unicode;

    /// <summary>What the partner allows in characters, by our name of the field, where that is less than the format.</summary>
    public ImmutableDictionary<string, int> Limits { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>A value of the profile; empty when there is none.</summary>
    public string Value(string name) => Values.GetValueOrDefault(name, "");

    /// <summary>The day, <c>yyyyMMdd</c>.</summary>
    internal string Day8 => Date8(Day);

    /// <summary>The day, <c>yyMMdd</c>.</summary>
    internal string Day6 => Day.ToString("yyMMdd", CultureInfo.InvariantCulture);

    /// <summary>A day, <c>yyyyMMdd</c>.</summary>
    internal static string Date8(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
