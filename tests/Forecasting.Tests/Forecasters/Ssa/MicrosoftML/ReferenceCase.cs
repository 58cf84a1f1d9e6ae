using System.Text.Json;
using Forecasting.Forecasters.Ssa.MicrosoftML;
using NUnit.Framework;

namespace Forecasting.Tests.Forecasters.Ssa.MicrosoftML;

/// <summary>One answer of ML.NET's <c>ForecastBySsa</c>, from a folder of reference files that is not part of this repository.</summary>
internal sealed class ReferenceCase
{
    private readonly JsonElement _root;

    private ReferenceCase(string name, JsonElement root)
    {
        Name = name;
        _root = root;
    }

    public string Name { get; }

    public string Class => _root.GetProperty("class").GetString()!;

    public double[] Input => Numbers("input");

    public double[] Updates => Numbers("updates");

    public double[] Forecast => Numbers("forecast");

    public double[] Lower => Numbers("lower");

    public double[] Upper => Numbers("upper");

    public int Horizon => Parameters.GetProperty("predictHorizon").GetInt32();

    public double ConfidenceLevel => Parameters.GetProperty("confidenceLevel").GetDouble();

    public int Rank => _root.GetProperty("rankChosen").GetInt32();

    /// <summary>Differences are measured in this unit.</summary>
    public double Scale => Math.Max(Input.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max(), double.Epsilon);

    public double ForecastTolerance => Tolerance("forecast");

    public double BoundsTolerance => Tolerance("bounds");

    private JsonElement Parameters => _root.GetProperty("parameters");

    /// <summary>Every case of a class; the test is skipped where the folder is not there.</summary>
    public static IReadOnlyList<ReferenceCase> OfClass(string name) =>
        [.. All().Where(reference => reference.Class == name && !reference.Name.Contains("__rolling_", StringComparison.Ordinal))];

    /// <summary>The cases that feed observations one by one.</summary>
    public static IReadOnlyList<ReferenceCase> Rolling() =>
        [.. All().Where(reference => reference.Name.Contains("__rolling_", StringComparison.Ordinal))];

    /// <summary>The arguments of the call.</summary>
    public MicrosoftMLSettings Settings()
    {
        MicrosoftMLGrowth? growth = null;
        if (Optional("maxGrowth") is { } cap)
            growth = new MicrosoftMLGrowth(cap.GetProperty("timeSpan").GetInt32(), cap.GetProperty("growth").GetDouble());
        return new MicrosoftMLSettings(
            Parameters.GetProperty("windowSize").GetInt32(),
            Parameters.GetProperty("seriesLength").GetInt32(),
            Parameters.GetProperty("trainSize").GetInt32(),
            Parameters.GetProperty("horizon").GetInt32(),
            discountFactor: Optional("discountFactor")?.GetDouble() ?? 1,
            rankSelectionMethod: Enum.Parse<MicrosoftMLRankSelection>(Parameters.GetProperty("rankSelectionMethod").GetString()!),
            rank: Optional("rank")?.GetInt32(),
            maxRank: Optional("maxRank")?.GetInt32(),
            shouldStabilize: Parameters.GetProperty("shouldStabilize").GetBoolean(),
            maxGrowth: growth,
            confidenceLevel: ConfidenceLevel,
            honourMaxRank: _root.TryGetProperty("api", out var api) && api.GetString() == "internal-modeler");
    }

    /// <summary>The model after the fit and the updates.</summary>
    public MicrosoftMLModel Fit()
    {
        var model = ((Outcome<MicrosoftMLModel>.Done)MicrosoftMLModel.Fit(Input, Settings())).Value;
        foreach (var value in Updates)
            model = model.Update(value);
        return model;
    }

    /// <summary>Our answer.</summary>
    public MicrosoftMLPrediction Predict() => Fit().Predict(Horizon, ConfidenceLevel);

    public double[] Numbers(string name) =>
        _root.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array
            ? [.. array.EnumerateArray().Select(number => number.ValueKind == JsonValueKind.Number ? number.GetDouble() : double.NaN)]
            : [];

    private static IEnumerable<ReferenceCase> All()
    {
        var shared = Environment.GetEnvironmentVariable("FORECASTING_SHARED");
        var folder = Path.Combine(shared ?? "", "reference", "ssa");
        if (shared is null || !Directory.Exists(folder))
            Assert.Ignore("FORECASTING_SHARED does not name a folder with reference/ssa in it.");

        return Directory.GetFiles(folder, "*.json")
            .Where(file => !file.Contains("__rssa_", StringComparison.Ordinal) && Path.GetFileName(file) != "index.json")
            .Order(StringComparer.Ordinal)
            .Select(Read);
    }

    private static ReferenceCase Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return new ReferenceCase(Path.GetFileNameWithoutExtension(file), document.RootElement.Clone());
    }

    private double Tolerance(string name) => _root.GetProperty("tolerance").GetProperty(name).GetDouble();

    private JsonElement? Optional(string name) =>
        Parameters.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}
