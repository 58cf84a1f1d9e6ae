using System.Collections.Immutable;
using Forecasting.Planning;
using Forecasting.Reports.Files;
using Forecasting.Reports.Publishing;

namespace Forecasting.Reports.Formats;

/// <summary>The file of one partner: its lines in its codes and format, checked as a whole before a byte is written.</summary>
public static class PartnerFile
{
    /// <summary>Most profiles.</summary>
    public const int MostProfiles = 99;

    /// <summary>The files of a plan, for every partner that has something in it.</summary>
    /// <param name="report">The plan; the numbers of the interchanges are made from its sequence.</param>
    /// <param name="partners">The partners.</param>
    /// <param name="isTest">True when no receiver may act on any of them.</param>
    /// <exception cref="FormatRefusedException">Something does not fit into the format of a partner.</exception>
    public static ImmutableArray<Artefact> Of(PlanReport report, ImmutableArray<PartnerProfile> partners, bool isTest)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (partners.IsEmpty)
            return [];
        var source = PartnerSource.Of(report);
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        var files = ImmutableArray.CreateBuilder<Artefact>();
        for (var i = 0; i < partners.Length; i++)
        {
            var (profile, place) = (partners[i], used.GetValueOrDefault(partners[i].Series));
            var number = NumberOf(report, profile.Series, place) ?? OlderNumber(report.Sequence, i);
            if (Of(profile, source, InterchangeOf(profile, number, report.Identity.AsOf, report.Identity.RunId, isTest)) is not { } file)
                continue;

            // Only a file takes a number, or there would be gaps.
            used[profile.Series] = place + 1;
            files.Add(file);
        }

        return files.ToImmutable();
    }

    /// <summary>The file of one partner; null when nothing is for it: an empty interchange would be none.</summary>
    /// <param name="profile">The partner; <see cref="PartnerProfile.Validate"/> finds no fault with it.</param>
    /// <param name="source">What there is.</param>
    /// <param name="interchange">What stands around it.</param>
    /// <exception cref="FormatRefusedException">Something does not fit into the format.</exception>
    /// <exception cref="ArgumentException">The format is made from what the source does not have.</exception>
    public static Artefact? Of(PartnerProfile profile, PartnerSource source, Interchange interchange)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(interchange);
        switch (PartnerFormats.All[profile.Format])
        {
            case OrderFormat format:
                var lines = source.Orders.Where(line => IsFor(profile, format, line)).Select(profile.Codes.Of);
                Refuse(format.Check(lines, interchange));
                return Make(format, lines, format.Write, ControlTotals.Of(lines));
            case ForecastFormat format:
                var rows = Need(source.Forecasts)
                    .Where(r => In(profile.Suppliers, r.SupplierId) && In(profile.Locations, r.Key.Location.Code)).Select(profile.Codes.Of)
                    .OrderBy(r => r.SupplierId, StringComparer.Ordinal).ThenBy(r => r.Key.Location).ThenBy(r => r.Key.Sku);
                Refuse(format.Check(rows, interchange));
                return Make(format, rows, format.Write, null);
            case StockRuleFormat format:
                var rules = Need(source.Rules).Where(r => In(profile.Locations, r.Key.Location.Code)).Select(profile.Codes.Of);
                Refuse(format.Check(rules, interchange));
                return Make(format, rules, format.Write, null);
            default:
                throw new InvalidOperationException("The family of formats is closed.");
        }

        void Refuse(IEnumerable<FormatFault> faults)
        {
            ImmutableArray<FormatFault> all = [.. faults.Select(f => f with { Key = profile.Codes.Ours(f.Key) })];
            if (!all.IsEmpty)
                throw new FormatRefusedException(profile.Name, profile.Format, all);
        }

        IEnumerable<T> Need<T>(IEnumerable<T>? rows) => rows ?? throw new ArgumentException($"{profile.Format} is not made from order lines.", nameof(source));

        Artefact? Make<TRow>(PartnerFormat format, IEnumerable<TRow> rows, Action<Stream, Interchange, IEnumerable<TRow>> write, ControlTotals? totals)
        {
            var count = rows.LongCount();
            return count == 0 ? null : new Artefact(FileName(profile, format, interchange.Number), count, stream => write(stream, interchange, rows))
            {
                Partner = new ManifestPartner(
                    profile.Name, profile.FolderName, format.Name, format.Version, interchange.Number, interchange.IsTest, totals),
                LineIds = rows is IEnumerable<OrderLine> lines ? [.. lines.Select(l => l.LineId).Order(StringComparer.Ordinal)] : [],
            };
        }
    }

    private static ControlNumber? NumberOf(PlanReport report, string series, int place) =>
        report.PartnerNumbers.FirstOrDefault(s => s.Name == series) is { } free ? new ControlNumber(free.Numbers[place]) : null;

    // A plan made before partners had numbers of their own: that of the publication, then the place of the profile in two digits.
    private static ControlNumber OlderNumber(long sequence, int index) => new((sequence * (MostProfiles + 1)) + index + 1);

    /// <summary>What stands around the rows of a partner's file.</summary>
    /// <param name="profile">The partner.</param>
    /// <param name="number">Number of the interchange.</param>
    /// <param name="day">Morning of the plan.</param>
    /// <param name="runId">The run.</param>
    /// <param name="isTest">True when the receiver must not act on it; a profile in test makes every file a test.</param>
    public static Interchange InterchangeOf(PartnerProfile profile, ControlNumber number, DateOnly day, string runId, bool isTest)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var format = PartnerFormats.All[profile.Format];
        return new Interchange
        {
            Number = number,
            Day = day,
            RunId = runId,
            IsTest = isTest || profile.Test,
            Values = format.Values.ToImmutableDictionary(v => v.Name, v => ValueOf(profile, v), StringComparer.Ordinal),
            Characters = CharactersOf(profile, format),
            Limits = profile.Limits.ToImmutableDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary><c>acme-000000012.edi</c>: the number makes it a name that is never used again.</summary>
    internal static string FileName(PartnerProfile profile, PartnerFormat format, ControlNumber number) =>
        $"{format.Prefix}{profile.Name}-{number.Digits(9)}{format.Extension}";

    /// <summary>A value of the profile, or its default.</summary>
    internal static string ValueOf(PartnerProfile profile, FormatValue value) => profile.Values.GetValueOrDefault(value.Name, value.Default);

    /// <summary>The characters of the file.</summary>
    internal static Repertoire CharactersOf(PartnerProfile profile, PartnerFormat format)
    {
        var characters = format.Characters.FirstOrDefault(c => c.Name == profile.CharacterSet) ?? format.Characters[0];
        return format.Values.FirstOrDefault(v => v.Name == "separators") is { } separators ? characters.Without(ValueOf(profile, separators)) : characters;
    }

    private static bool IsFor(PartnerProfile profile, OrderFormat format, OrderLine line) =>
        (profile.Types.IsEmpty ? format.Types : profile.Types).Contains(line.Type)
        && (profile.Actions.IsEmpty || profile.Actions.Contains(line.Action))
        && In(profile.Suppliers, line.SupplierId)
        && (In(profile.Locations, line.ShipTo.Code) || (line.ShipFrom.Length > 0 && profile.Locations.Contains(line.ShipFrom, StringComparer.Ordinal)));

    private static bool In(ImmutableArray<string> codes, string code) => codes.IsEmpty || codes.Contains(code, StringComparer.Ordinal);
}
