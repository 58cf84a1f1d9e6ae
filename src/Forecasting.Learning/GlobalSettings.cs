namespace Forecasting.Learning;

/// <summary>How the global model is trained.</summary>
/// <remarks>Each value is checked where it is set.</remarks>
public sealed record GlobalSettings
{
    /// <summary>Most threads that it takes.</summary>
    public const int MostThreads = 64;

    /// <summary>Most rows it is trained on, 1,000..5,000,000.</summary>
    /// <value>Default 150,000: a training takes a few seconds and 60 MB; both grow in proportion.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set out of its range.</exception>
    public int TrainingRows { get; init => field = InRange(value, 1_000, 5_000_000, nameof(TrainingRows)); } = 150_000;

    /// <summary>Trees, 1..5000.</summary>
    /// <value>Default 150.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set out of its range.</exception>
    public int Trees { get; init => field = InRange(value, 1, 5_000, nameof(Trees)); } = 150;

    /// <summary>Share of what is still wrong that each tree corrects, above 0, at most 1.</summary>
    /// <value>Default 0.05.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set out of its range.</exception>
    public double LearningRate
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(LearningRate), value, "must be above 0, at most 1.");
    }
        = 0.05;

    /// <summary>Leaves of a tree, 2..1024.</summary>
    /// <value>Default 31.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set out of its range.</exception>
    public int Leaves { get; init => field = InRange(value, 2, 1_024, nameof(Leaves)); } = 31;

    /// <summary>Fewest rows in a leaf, 1..100,000.</summary>
    /// <value>Default 100: what fewer rows agree on is chance, as the rows of one series overlap.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set out of its range.</exception>
    public int LeastRowsInLeaf { get; init => field = InRange(value, 1, 100_000, nameof(LeastRowsInLeaf)); } = 100;

    /// <summary>Seed of LightGBM's samples of rows and features, ≥ 0.</summary>
    /// <value>Default 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0.</exception>
    public int Seed { get; init => field = InRange(value, 0, int.MaxValue, nameof(Seed)); } = 1;

    /// <summary>Threads that rows are made and predicted with, 1..64; the answer does not depend on it.</summary>
    /// <value>Default 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">Set out of its range.</exception>
    public int Threads { get; init => field = InRange(value, 1, MostThreads, nameof(Threads)); } = 1;

    private static int InRange(int value, int least, int most, string name) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"must be in {least}..{most}."));
}
