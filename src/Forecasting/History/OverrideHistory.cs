using System.Collections.Immutable;
using System.Globalization;
using Forecasting.Planning;

namespace Forecasting.History;

/// <summary>Every version of every override that ever came back with a workbook.</summary>
/// <param name="Versions">Ordered by number, then version; both without gaps from 1.</param>
public sealed record OverrideHistory(ImmutableArray<OverrideVersion> Versions)
{
    /// <summary>Nothing ever came back.</summary>
    public static OverrideHistory Empty { get; } = new([]);

    /// <summary>The newest version of each override, by number.</summary>
    public IEnumerable<OverrideVersion> Newest => Versions.Where((v, i) => i + 1 == Versions.Length || Versions[i + 1].Number != v.Number);

    /// <summary>What stands: the newest versions that are not withdrawn, by number, each with its reference.</summary>
    public ImmutableArray<DemandOverride> Standing() =>
        [.. Newest.Where(v => !v.Override.IsWithdrawn).Select(v => v.Override with { Reference = v.Reference })];

    /// <summary>The versions of one override; empty when there is none of that number.</summary>
    public ImmutableArray<OverrideVersion> Of(int number) => [.. Versions.Where(v => v.Number == number)];

    /// <summary>Without overrides whose days were all over before a day: what a report still tells.</summary>
    /// <param name="day">The day.</param>
    public OverrideHistory Since(DateOnly day)
    {
        var recent = Newest.Where(v => v.Override.Days.Last >= day).Select(v => v.Number).ToHashSet();
        return new OverrideHistory(Versions.RemoveAll(v => !recent.Contains(v.Number)));
    }

    /// <summary>What the overrides add to the identity of a run: their name and SHA-256, lower-case hexadecimal; nothing when there are none. One
    /// that is withdrawn counts too: a run without it is not the run before it was given.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Fingerprint()
    {
        if (Versions.IsEmpty)
            return [];
        var text = string.Join('\n', Newest.Select(v => string.Create(
            CultureInfo.InvariantCulture, $"{v.Reference}\u001f{OverrideReference.OfFile(v.Override)}")));
        return [KeyValuePair.Create("overrides", RunIdentity.HashOf(text))];
    }
}
