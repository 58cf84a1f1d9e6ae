using System.Text.Json;
using Forecasting.Forecasters.Ssa;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa;

/// <summary>Agreement with the R package Rssa 1.0.5, in a folder of reference files that is not part of this repository.</summary>
/// <remarks>FORECASTING_SHARED names the folder that holds reference/ssa; without it the test is skipped. The analytic cases of
/// <see cref="SsaDecompositionTests"/> always run.</remarks>
public sealed class RssaAgreementTests
{
    // Rssa wrote 12 digits; 1e-9 of the largest input leaves room for its own rounding and none for another method.
    private const double Tolerance = 1e-9;

    [TestCase(true)]
    [TestCase(false)]
    public void Decomposition_EveryRssaFile_Agrees(bool leadingOnly)
    {
        var shared = Environment.GetEnvironmentVariable("FORECASTING_SHARED");
        var folder = Path.Combine(shared ?? "", "reference", "ssa");
        if (shared is null || !Directory.Exists(folder))
            Assert.Ignore("FORECASTING_SHARED does not name a folder with reference/ssa in it.");

        var files = Directory.GetFiles(folder, "*__rssa_*.json");
        Assert.That(files, Is.Not.Empty);
        using (Assert.EnterMultipleScope())
        {
            foreach (var file in files)
                Check(file, leadingOnly);
        }
    }

    private static void Check(string file, bool leadingOnly)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        var root = document.RootElement;
        var parameters = root.GetProperty("parameters");
        var rank = parameters.GetProperty("rank").GetInt32();
        var series = Numbers(root, "input");
        var scale = series.Max(Math.Abs);
        var name = Path.GetFileName(file);

        var windowLength = parameters.GetProperty("windowSize").GetInt32();
        var horizon = parameters.GetProperty("horizon").GetInt32();
        var decomposition = SsaDecomposition.Of(series, windowLength, leadingOnly ? rank : windowLength);

        var singularValues = Numbers(root, "singularValues").Take(rank).ToArray();
        Assert.That(
            decomposition.Eigenvalues.Take(rank).Select(Math.Sqrt), Is.EqualTo(singularValues).Within(1e-9 * singularValues[0]), $"{name}: singular values");
        Assert.That(decomposition.Reconstruct(rank), Is.EqualTo(Numbers(root, "reconstruction")).Within(Tolerance * scale), $"{name}: reconstruction");
        Assert.That(
            decomposition.Recurrence(rank).Coefficients, Is.EqualTo(Numbers(root, "lrrCoefficients")).Within(Tolerance), $"{name}: recurrence");
        CheckForecast("recurrentForecastFromReconstruction", decomposition.Forecast(rank, horizon));
        CheckForecast("recurrentForecastFromOriginal", decomposition.ForecastFromOriginal(rank, horizon));
        CheckForecast("vectorForecast", decomposition.VectorForecast(rank, horizon));

        void CheckForecast(string property, double[] forecast) =>
            Assert.That(forecast, Is.EqualTo(Numbers(root, property)).Within(Tolerance * scale), $"{name}: {property}");
    }

    private static double[] Numbers(JsonElement root, string name) =>
        [.. root.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];
}
