using System.Collections.Immutable;

namespace Forecasting.Learning;

/// <summary>Which features a row has, and where they stand in it.</summary>
/// <remarks>First what is known of the origin, then what is known of the bucket forecast, then what the caller knows in advance, then
/// categories.</remarks>
internal sealed record FeaturePlan
{
    private const int Recent = 4;
    private const int PerWindow = 3;
    private const int OriginExtras = 9 + LocalStart.Rules;
    private const int TargetNumbers = 11;

    /// <summary>Plans the features of all series.</summary>
    /// <param name="form">What kind of numbers.</param>
    /// <param name="season">Buckets in a season; 1 = none.</param>
    /// <param name="horizon">Buckets forecast.</param>
    /// <param name="known">Inputs known in advance.</param>
    /// <param name="categories">Categories of a series.</param>
    public FeaturePlan(DemandForm form, int season, int horizon, int known, int categories)
    {
        Form = form;
        Season = season;
        Horizon = horizon;
        Known = known;
        Windows = season switch
        {
            1 => [2, 4, 8, 16, 32],
            <= 7 => [season, 2 * season, 4 * season, 8 * season, 16 * season],
            _ => [Math.Max(2, season / 4), season / 2, season, 2 * season, 4 * season],
        };
        // A week of days has a year above it, a day of hours a week.
        LongSeason = season switch { 7 => 52 * 7, 24 => 7 * 24, _ => 0 };
        OriginColumns = Recent + PerWindow * Windows.Length + OriginExtras;
        StartColumn = OriginColumns + TargetNumbers;
        KnownFrom = StartColumn + 1 + LocalStart.Rules;
        CategoriesFrom = KnownFrom + 2 * known;
        Columns = CategoriesFrom + categories;
    }

    /// <summary>What kind of numbers.</summary>
    public DemandForm Form { get; }

    /// <summary>Buckets in a season; 1 = none.</summary>
    public int Season { get; }

    /// <summary>Buckets in the season above; 0 = none.</summary>
    public int LongSeason { get; }

    /// <summary>Buckets forecast.</summary>
    public int Horizon { get; }

    /// <summary>Inputs known in advance.</summary>
    public int Known { get; }

    /// <summary>Lengths of the windows that means are taken over, buckets, ascending.</summary>
    public ImmutableArray<int> Windows { get; }

    /// <summary>Buckets of recent demand that the level of counts is the mean of.</summary>
    public int LevelWindow => Windows[2];

    /// <summary>Features of the origin.</summary>
    public int OriginColumns { get; }

    /// <summary>Column of the local start, seen from the level; after it what each simple rule says, seen from the start.</summary>
    public int StartColumn { get; }

    /// <summary>First column of what is known in advance: first the bucket's value, then how it differs from the recent mean.</summary>
    public int KnownFrom { get; }

    /// <summary>First column of the categories.</summary>
    public int CategoriesFrom { get; }

    /// <summary>Features in all.</summary>
    public int Columns { get; }
}
