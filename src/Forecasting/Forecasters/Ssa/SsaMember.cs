using System.Collections.Immutable;

namespace Forecasting.Forecasters.Ssa;

/// <summary>One SSA forecast among those that are weighed against each other.</summary>
/// <param name="View">What is decomposed.</param>
/// <param name="WindowLength">Embedding window, buckets.</param>
/// <param name="Rank">Components; 0 = none, the mean of the last window; <see cref="WholeMean"/> = the mean of the whole history.</param>
internal readonly record struct SsaMember(SsaView View, int WindowLength, int Rank)
{
    /// <summary>The rank of the simplest member: the mean of everything seen.</summary>
    public const int WholeMean = -1;

    /// <summary>Above it only every second rank is tried: an oscillation is a pair of components.</summary>
    private const int EveryRankUpTo = 8;

    /// <summary>Name in explanations.</summary>
    public FormattableString Describe() => this switch
    {
        { Rank: WholeMean } => $"mean of the whole history",
        { Rank: 0, View: SsaView.Adjusted } => $"mean of the last {WindowLength} buckets, season apart",
        { Rank: 0 } => $"mean of the last {WindowLength} buckets",
        { View: SsaView.Adjusted } => $"window {WindowLength}, rank {Rank}, season apart",
        _ => $"window {WindowLength}, rank {Rank}",
    };

    /// <summary>The members that the settings allow for a history: by view, window and ascending rank.</summary>
    /// <param name="task">History, season and origins.</param>
    /// <param name="settings">What is fixed.</param>
    public static ImmutableArray<SsaMember> All(ForecastTask task, SsaSettings settings)
    {
        var firstOrigin = task.Origins[0];
        var members = ImmutableArray.CreateBuilder<SsaMember>();
        foreach (var view in settings.Views)
        {
            foreach (var window in Windows(task, settings, view))
            {
                // 1 − ν² is about 1 − rank/window: beyond half the window the recurrence amplifies the noise of its start.
                var wanted = settings.Rank ?? Math.Min(settings.MaximumRank, Math.Max(1, window / 2));
                var largest = Math.Min(wanted, Math.Min(window - 1, firstOrigin - window + 1));
                var smallest = settings.Rank ?? (members.Count == 0 ? WholeMean : 0);
                for (var rank = smallest; rank <= largest; rank += rank < EveryRankUpTo ? 1 : 2)
                    members.Add(new SsaMember(view, window, rank));
            }
        }

        return members.ToImmutable();
    }

    private static ImmutableArray<int> Windows(ForecastTask task, SsaSettings settings, SsaView view) =>
        settings.WindowLength is { } window
            ? window < task.Origins[0] ? [window] : []
            : SsaWindow.Defaults(task.History.Length, task.Origins[0], task.SeasonLength, view);
}
