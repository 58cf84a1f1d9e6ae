namespace Forecasting.History;

/// <summary>One version of an override that came back with a workbook. A change is a new version; what was said before stays on record.</summary>
/// <param name="Number">Which override, from 1.</param>
/// <param name="Version">Which version of it, from 1.</param>
/// <param name="Override">What it says.</param>
/// <param name="GivenBy">Who brought the workbook.</param>
/// <param name="GivenAt">When, UTC.</param>
/// <param name="RunId">The run whose workbook it was.</param>
/// <param name="AsOf">Morning of that run: no earlier plan knew of this version.</param>
public sealed record OverrideVersion(
    int Number, int Version, DemandOverride Override, string GivenBy, DateTimeOffset GivenAt, string RunId, DateOnly AsOf)
{
    /// <summary>What a workbook calls it.</summary>
    public string Reference => OverrideReference.Of(Number, Version);
}
