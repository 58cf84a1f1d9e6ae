using System.Collections.Immutable;
using Forecasting.Catalog;

namespace Forecasting.Reports.Formats;

/// <summary>A form of file that warehouse and ERP systems import: a pure function from rows to bytes, with what fits into it.</summary>
public abstract record PartnerFormat
{
    /// <summary>Name in the settings: <c>x12-850</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Version of the layout; another layout is another version.</summary>
    public required string Version { get; init; }

    /// <summary>End of the file name, with its dot.</summary>
    public required string Extension { get; init; }

    /// <summary>What the file name must begin with; usually empty.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Values that the profile gives.</summary>
    public ImmutableArray<FormatValue> Values { get; init; } = [];

    /// <summary>The repertoires to choose from, the first when the profile is silent.</summary>
    public ImmutableArray<Repertoire> Characters { get; init; } = [Repertoire.Unicode];

    /// <summary>True when the format can say that a file is a test.</summary>
    public bool HasTestIndicator { get; init; }

    /// <summary>The fields of a row, in the order of the format.</summary>
    public abstract IEnumerable<FormatField> RowFields { get; }

    /// <summary>The values of a row that do not fit.</summary>
    /// <param name="row">The row.</param>
    /// <param name="fields">Its fields.</param>
    /// <param name="key">Its product and place.</param>
    /// <param name="interchange">What stands around it.</param>
    private protected static IEnumerable<FormatFault> Misfits<TRow>(
        TRow row, ImmutableArray<FormatField<TRow>> fields, SkuLocation key, Interchange interchange)
    {
        foreach (var field in fields)
        {
            var value = field.Text(row, interchange);
            int? most = interchange.Limits.TryGetValue(field.Name, out var limit) ? limit : null;
            if (field.Rule.Fault(value, interchange.Characters, most) is { } rule)
                yield return new FormatFault(key, field.Name, field.Element, value, rule);
        }
    }
}
