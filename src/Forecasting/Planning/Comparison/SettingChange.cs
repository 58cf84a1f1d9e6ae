using System.Collections.Immutable;

namespace Forecasting.Planning.Comparison;

/// <summary>A setting, or the program itself, that is another than in the plan before.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Before">What it was; empty = it did not exist.</param>
/// <param name="Now">What it is; empty = it does not exist any more.</param>
public sealed record SettingChange(string Name, string Before, string Now)
{
    /// <summary>Name under which the version of the program stands.</summary>
    public const string Program = "version of the program";

    /// <summary>What differs, ordered by name, the program first.</summary>
    /// <param name="previous">The plan before.</param>
    /// <param name="report">The plan now.</param>
    internal static ImmutableArray<SettingChange> Between(PreviousPlan previous, PlanReport report)
    {
        var changes = ImmutableArray.CreateBuilder<SettingChange>();
        if (previous.EngineVersion != report.Identity.EngineVersion)
            changes.Add(new(Program, previous.EngineVersion, report.Identity.EngineVersion));
        if (previous.Settings.IsEmpty)
            return changes.ToImmutable();
        var now = report.Settings.ToDictionary(s => s.Name, s => s.Value, StringComparer.Ordinal);
        changes.AddRange(previous.Settings.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Select(name => new SettingChange(name, previous.Settings.GetValueOrDefault(name, ""), now.GetValueOrDefault(name, "")))
            .Where(c => c.Before != c.Now));
        return changes.ToImmutable();
    }
}
