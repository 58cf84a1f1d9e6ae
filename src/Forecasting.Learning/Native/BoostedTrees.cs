using System.Globalization;

namespace Forecasting.Learning.Native;

/// <summary>Gradient-boosted regression trees.</summary>
/// <remarks>Ke, Meng, Finley, Wang, Chen, Ma, Ye and Liu, LightGBM: a highly efficient gradient boosting decision tree, NIPS 2017. One
/// thread: its workers spin, so that two of them on shared cores are slower than one, and a sum over threads has no fixed order.</remarks>
internal sealed class BoostedTrees : IDisposable
{
    private const string Repeatable = "num_threads=1 deterministic=true force_row_wise=true verbosity=-1";

    private readonly BoosterHandle booster;
    private readonly int columns;

    private BoostedTrees(BoosterHandle booster, int columns)
    {
        this.booster = booster;
        this.columns = columns;
    }

    /// <summary>Grows trees.</summary>
    /// <param name="rows">Rows × columns, row by row; NaN = not known.</param>
    /// <param name="columns">Features of a row.</param>
    /// <param name="targets">One per row.</param>
    /// <param name="starts">One per row, on the scale of the link: what the trees are added to.</param>
    /// <param name="categorical">Columns that are names, not amounts.</param>
    /// <param name="objective">LightGBM's parameters of the loss.</param>
    /// <param name="settings">How many trees, and how large.</param>
    /// <param name="cancellation">Stops between two trees.</param>
    public static BoostedTrees Grow(
        ReadOnlySpan<float> rows,
        int columns,
        ReadOnlySpan<float> targets,
        ReadOnlySpan<double> starts,
        IEnumerable<int> categorical,
        string objective,
        GlobalSettings settings,
        CancellationToken cancellation)
    {
        var parameters = string.Create(CultureInfo.InvariantCulture,
            $"{Repeatable} seed={settings.Seed} {objective} boost_from_average=false learning_rate={settings.LearningRate} num_leaves={settings.Leaves} min_data_in_leaf={settings.LeastRowsInLeaf} feature_fraction=0.6 bagging_fraction=0.7 bagging_freq=1 lambda_l2=1 max_bin=127 feature_pre_filter=false categorical_feature={string.Join(',', categorical)}");
        Check(LightGbmLibrary.DatasetCreateFromMat(
            rows, LightGbmLibrary.Float32, targets.Length, columns, 1, parameters, 0, out var dataset));
        using (dataset)
        {
            Check(LightGbmLibrary.DatasetSetField(dataset, "label", targets, targets.Length, LightGbmLibrary.Float32));
            Check(LightGbmLibrary.DatasetSetField(dataset, "init_score", starts, starts.Length, LightGbmLibrary.Float64));
            Check(LightGbmLibrary.BoosterCreate(dataset, parameters, out var booster));
            try
            {
                for (var tree = 0; tree < settings.Trees; tree++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    Check(LightGbmLibrary.BoosterUpdateOneIter(booster, out var isFinished));
                    if (isFinished != 0)
                        break;
                }
            }
            catch
            {
                booster.Dispose();
                throw;
            }

            return new BoostedTrees(booster, columns);
        }
    }

    /// <summary>What the trees add to the start of each row.</summary>
    /// <param name="rows">As when grown.</param>
    /// <param name="added">One per row.</param>
    public void Predict(ReadOnlySpan<float> rows, Span<double> added)
    {
        if (added.Length > 0)
        {
            Check(LightGbmLibrary.BoosterPredictForMat(
                booster, rows, LightGbmLibrary.Float32, added.Length, columns, 1, LightGbmLibrary.RawScore, 0, -1, Repeatable, out _, added));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => booster.Dispose();

    private static void Check(int answer)
    {
        if (answer != 0)
            throw new InvalidOperationException($"LightGBM: {LightGbmLibrary.LastError()}");
    }
}
