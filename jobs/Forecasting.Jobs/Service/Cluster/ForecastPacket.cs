using System.Collections.Immutable;
using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Forecasting.Accuracy;
using Forecasting.Forecasters;
using Forecasting.Planning;
using Forecasting.Storage.Runs;

namespace Forecasting.Jobs.Service.Cluster;

/// <summary>What a shard is asked and what it answers: text and the bytes of numbers, one after the other. Numbers come back to the last bit.</summary>
/// <remarks>
/// Both sides run the same <see cref="Build"/>, so there is nothing to negotiate. JSON took several times as long, most of it for numbers. A
/// question is in Brotli, for what was sold is small whole numbers: an eighth is left. An answer is not: of forecasts four fifths would be left,
/// and packing them takes as long as writing them.
/// </remarks>
internal static class ForecastPacket
{
    /// <summary>The build of the program: nodes of another one compute nothing for this one.</summary>
    public static readonly string Build = typeof(Plan).Module.ModuleVersionId.ToString("N");

    private const int Block = 1 << 16;

    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The question of a shard.</summary>
    /// <param name="settings">The local models.</param>
    /// <param name="tasks">Its series.</param>
    public static ShardQuestion Question(ForecastSettings settings, ImmutableArray<ForecastTask> tasks)
    {
        var asked = Packed(writer =>
        {
            writer.Write(JsonSerializer.Serialize(settings, Options));
            writer.Write(tasks.Length);
            foreach (var task in tasks)
            {
                writer.Write(task.SeasonLength);
                writer.Write(task.Horizon);
                Write(writer, task.Origins);
                Write(writer, task.History);
            }
        });
        return new ShardQuestion(Convert.ToHexStringLower(SHA256.HashData(asked)), asked);
    }

    /// <summary>Computes the answer to a question.</summary>
    /// <param name="question">As of <see cref="Question"/>.</param>
    /// <param name="cancellation">Stops between two series.</param>
    /// <param name="clock">Whose time passes.</param>
    /// <returns>The answer, for how many series it is, and how long forecasting them took.</returns>
    public static (byte[] Answer, int Series, TimeSpan Took) Answer(byte[] question, TimeProvider clock, CancellationToken cancellation)
    {
        using var reader = Unpacked(question);
        var settings = JsonSerializer.Deserialize<ForecastSettings>(reader.ReadString(), Options)!;
        var choices = new ModelChoice[reader.ReadInt32()];
        var took = TimeSpan.Zero;
        for (var i = 0; i < choices.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (seasonLength, horizon, origins) = (reader.ReadInt32(), reader.ReadInt32(), Read<int>(reader));
            var task = new ForecastTask(Read<double>(reader), seasonLength, horizon, origins);
            var began = clock.GetTimestamp();
            choices[i] = GivenForecast.Local(task, settings);
            took += clock.GetElapsedTime(began);
        }

        // Made in its size at once: large arrays that are soon dropped make the collector look at all there is.
        var answer = new byte[choices.Sum(Size)];
        using var writer = new BinaryWriter(new MemoryStream(answer));
        Array.ForEach(choices, choice => Write(writer, choice));
        return (answer, choices.Length, took);
    }

    /// <summary>The choices of a shard.</summary>
    /// <param name="answer">As of <see cref="Answer"/>.</param>
    /// <param name="tasks">The series that were asked about.</param>
    /// <exception cref="InvalidDataException">The answer is about more series.</exception>
    public static IEnumerable<ModelChoice> Choices(byte[] answer, IEnumerable<ForecastTask> tasks)
    {
        using var reader = new BinaryReader(new MemoryStream(answer));
        foreach (var task in tasks)
        {
            var (model, why, parameters) = (reader.ReadString(), reader.ReadString(), reader.ReadString());
            var forecast = new RollingForecast(task.Origins, task.Horizon, Read<double>(reader), parameters)
            {
                Deviations = Read<double>(reader),
                Counts = reader.ReadBoolean() ? new CountSpread(reader.ReadDouble(), Read<double>(reader)) : null,
            };
            yield return GivenForecast.Restored(task, model, forecast, why);
        }

        if (reader.BaseStream.Position != reader.BaseStream.Length)
            throw new InvalidDataException("The answer of a shard goes on after its last series.");
    }

    private static void Write(BinaryWriter writer, ModelChoice choice)
    {
        writer.Write(choice.Model);
        writer.Write(choice.FallbackReason);
        writer.Write(choice.Forecast.Parameters);
        Write(writer, choice.Forecast.Means);
        Write(writer, choice.Forecast.Deviations);
        writer.Write(choice.Forecast.Counts is not null);
        if (choice.Forecast.Counts is not { } counts)
            return;
        writer.Write(counts.Unit);
        Write(writer, counts.Variances);
    }

    private static int Size(ModelChoice choice) =>
        Size(choice.Model) + Size(choice.FallbackReason) + Size(choice.Forecast.Parameters) + Size(choice.Forecast.Means) + Size(choice.Forecast.Deviations)
        + sizeof(bool) + (choice.Forecast.Counts is { } counts ? sizeof(double) + Size(counts.Variances) : 0);

    // Before its bytes, a text has their number, seven bits of it in a byte.
    private static int Size(string text) => Encoding.UTF8.GetByteCount(text) is var bytes ? bytes + ((BitOperations.Log2((uint)bytes) / 7) + 1) : 0;

    private static int Size(ImmutableArray<double> numbers) => sizeof(int) + (numbers.Length * sizeof(double));

    private static void Write<T>(BinaryWriter writer, ImmutableArray<T> numbers)
        where T : unmanaged
    {
        writer.Write(numbers.Length);
        writer.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
    }

    private static ImmutableArray<T> Read<T>(BinaryReader reader)
        where T : unmanaged
    {
        var numbers = new T[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return ImmutableCollectionsMarshal.AsImmutableArray(numbers);
    }

    // Brotli is asked for blocks: a call for each number would take longer than packing it.
    private static byte[] Packed(Action<BinaryWriter> write)
    {
        using var packed = new MemoryStream();
        using (var writer = new BinaryWriter(new BufferedStream(new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true), Block)))
            write(writer);
        return packed.ToArray();
    }

    private static BinaryReader Unpacked(byte[] packed) =>
        new(new BufferedStream(new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress), Block));
}
