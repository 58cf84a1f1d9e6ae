using System.Collections.Immutable;

namespace Forecasting.Forecasters.Ssa;

/// <summary>One SSA forecast among those that are weighed against each other.</summary>
/// <param name="WindowLength">Embedding window, buckets.</param>
/// <param name="Rank">Components.</param>
internal readonly record struct SsaMember(int WindowLength, int Rank)
{
    /// <summary>The members that the settings allow for a history, by window and ascending rank.</summary>
    /// <param name="windows">Windows, each below <paramref name="firstOrigin"/>.</param>
    /// <param name="firstOrigin">Buckets at the earliest origin.</param>
    /// <param name="settings">Fixed rank, or the largest.</param>
    public static ImmutableArray<SsaMember> All(ImmutableArray<int> windows, int firstOrigin, SsaSettings settings)
    {
        var members = ImmutableArray.CreateBuilder<SsaMember>();
        foreach (var window in windows)
        {
            // 1 − ν² is about 1 − rank/window: beyond half the window the recurrence amplifies the noise of its start.
            var wanted = settings.Rank ?? Math.Min(settings.MaximumRank, (window + 1) / 2);
            var largest = Math.Min(wanted, Math.Min(window - 1, firstOrigin - window + 1));
            for (var rank = settings.Rank ?? 1; rank <= largest; rank++)
                members.Add(new SsaMember(window, rank));
        }

        return members.ToImmutable();
    }
}
