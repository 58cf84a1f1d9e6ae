using System.Collections.Immutable;

namespace Forecasting.Planning;

/// <summary>The control numbers that a run may give to its files of one series, in order: those that it has reserved already, then those that nobody
/// has.</summary>
/// <param name="Name">The series: the name of a partner, or what several profiles for one receiver agree on.</param>
/// <param name="Numbers">As many as the run can have files in the series; rising.</param>
public sealed record NumberSeries(string Name, ImmutableArray<long> Numbers);
