using System.Collections.Immutable;

namespace Forecasting.Forecasters.Ssa;

/// <summary>Members that share a decomposition: one view, one window, ascending ranks.</summary>
/// <param name="View">What is decomposed.</param>
/// <param name="WindowLength">Embedding window, buckets.</param>
/// <param name="First">Number of the first member, 0-based.</param>
/// <param name="Ranks">Their ranks.</param>
/// <param name="Twin">Number of the raw member with this window and first rank; null without one.</param>
/// <param name="Space">The decomposition.</param>
internal sealed record SsaGroup(SsaView View, int WindowLength, int First, ImmutableArray<int> Ranks, int? Twin, RankForecasts Space)
{
    /// <summary>Groups members that follow each other.</summary>
    public static ImmutableArray<SsaGroup> Of(ImmutableArray<SsaMember> members)
    {
        var groups = ImmutableArray.CreateBuilder<SsaGroup>();
        for (var first = 0; first < members.Length;)
        {
            var (view, window, rank) = members[first];
            var count = 1;
            while (first + count < members.Length && members[first + count].View == view && members[first + count].WindowLength == window)
                count++;
            ImmutableArray<int> ranks = [.. members.AsSpan(first, count).ToArray().Select(member => member.Rank)];
            var twin = members.IndexOf(new SsaMember(SsaView.Raw, window, rank));
            var space = new RankForecasts(window, Math.Max(1, ranks[^1]));
            groups.Add(new SsaGroup(view, window, first, ranks, twin < 0 ? null : twin, space));
            first += count;
        }

        return groups.ToImmutable();
    }
}
