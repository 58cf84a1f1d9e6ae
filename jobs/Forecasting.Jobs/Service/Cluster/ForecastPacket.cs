using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.Planning;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Service.Cluster;

/// <summary>What a shard is asked and what it answers, as JSON in gzip. Numbers come back to the last bit.</summary>
internal static class ForecastPacket
{
    /// <summary>The build of the program: nodes of another one compute nothing for this one.</summary>
    public static readonly string Build = typeof(Plan).Module.ModuleVersionId.ToString("N");

    // A bucket that was not observed is NaN.
    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The question of a shard.</summary>
    /// <param name="settings">The local models.</param>
    /// <param name="tasks">Its series.</param>
    public static ShardQuestion Question(ForecastSettings settings, ImmutableArray<ForecastTask> tasks)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new Asked(settings, tasks), Options);
        return new ShardQuestion(Convert.ToHexStringLower(SHA256.HashData(json)), Packed(json));
    }

    /// <summary>Computes the answer to a question.</summary>
    /// <param name="question">As of <see cref="Question"/>.</param>
    /// <param name="cancellation">Stops between two series.</param>
    /// <param name="clock">Whose time passes.</param>
    /// <returns>The answer, for how many series it is, and how long forecasting them took.</returns>
    public static (byte[] Answer, int Series, TimeSpan Took) Answer(byte[] question, TimeProvider clock, CancellationToken cancellation)
    {
        var asked = Unpacked<Asked>(question);
        var began = clock.GetTimestamp();
        var answers = ImmutableArray.CreateBuilder<Chosen>(asked.Tasks.Length);
        foreach (var task in asked.Tasks)
        {
            cancellation.ThrowIfCancellationRequested();
            var choice = GivenForecast.Local(task, asked.Settings);
            var forecast = choice.Forecast;
            answers.Add(new Chosen(choice.Model, choice.FallbackReason, forecast.Parameters, forecast.Origins, forecast.Means, forecast.Deviations, forecast.Counts));
        }

        var took = clock.GetElapsedTime(began);
        return (Packed(JsonSerializer.SerializeToUtf8Bytes(answers.MoveToImmutable(), Options)), asked.Tasks.Length, took);
    }

    /// <summary>The choices of a shard.</summary>
    /// <param name="answer">As of <see cref="Answer"/>.</param>
    /// <param name="tasks">The series that were asked about.</param>
    public static IEnumerable<ModelChoice> Choices(byte[] answer, IEnumerable<ForecastTask> tasks) => Unpacked<ImmutableArray<Chosen>>(answer).Zip(tasks, (its, task) =>
        GivenForecast.Restored(task, its.Model, new RollingForecast(its.Origins, task.Horizon, its.Means, its.Parameters) { Deviations = its.Deviations, Counts = its.Counts }, its.FallbackReason));

    private static byte[] Packed(byte[] json)
    {
        using var packed = new MemoryStream(json.Length / 4);
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
            zip.Write(json);
        return packed.ToArray();
    }

    private static T Unpacked<T>(byte[] packed)
    {
        using var zip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(zip, Options)!;
    }

    private sealed record Asked(ForecastSettings Settings, ImmutableArray<ForecastTask> Tasks);

    private sealed record Chosen(
        string Model,
        string FallbackReason,
        string Parameters,
        ImmutableArray<int> Origins,
        ImmutableArray<double> Means,
        ImmutableArray<double> Deviations,
        CountSpread? Counts);
}
