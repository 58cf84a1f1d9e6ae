using System.Collections.Immutable;
using System.Globalization;
using Forecasting.History;
using Forecasting.Storage;
using Forecasting.Storage.Runs;
using Forecasting.Storage.Service;

namespace Forecasting.Jobs.Service.Work;

/// <summary>The mornings of some days on which a run should have been published and none was.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
internal sealed record MissedMornings(DateOnly From, DateOnly To)
{
    /// <summary>Most days that may be asked for: a year and what is left of its last week.</summary>
    public const int MostDays = 371;

    /// <summary>As text: <c>2026-03-02..2026-03-30</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{From:yyyy-MM-dd}..{To:yyyy-MM-dd}");

    /// <summary>The days that <see cref="ToString"/> gave.</summary>
    public static MissedMornings Parse(string text) => new(Day(text[..10]), Day(text[^10..]));

    /// <summary>The first morning of each plan cycle that begins in these days and has no published run, the oldest first.</summary>
    /// <param name="database">The database of the runs.</param>
    /// <remarks>Cycles are as long as the buckets of the newest plan; weeks from Monday where there is none.</remarks>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public ImmutableArray<DateOnly> Of(ForecastingDatabase database)
    {
        var bucket = new ServiceViews(database).NewestBucket() ?? TimeBucket.Week;
        var published = new RunLedger(database).Runs().Where(r => r.State == RunState.Published).Select(r => bucket.StartOf(r.AsOf)).ToHashSet();
        var mornings = ImmutableArray.CreateBuilder<DateOnly>();
        var first = bucket.StartOf(From);
        for (var day = first < From ? bucket.Add(first, 1) : first; day <= To; day = bucket.Add(day, 1))
        {
            if (!published.Contains(day))
                mornings.Add(day);
        }

        return mornings.ToImmutable();
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
