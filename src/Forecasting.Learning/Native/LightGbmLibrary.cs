using System.Runtime.InteropServices;

namespace Forecasting.Learning.Native;

/// <summary>The calls of LightGBM's C interface that we need.</summary>
/// <remarks>LightGBM documentation, C API. Each call answers 0, or −1 with the reason in <see cref="LastError"/>.</remarks>
internal static partial class LightGbmLibrary
{
    /// <summary>Name of the native file without its platform's ending.</summary>
    public const string Name = "lib_lightgbm";

    /// <summary>C_API_DTYPE_FLOAT32.</summary>
    public const int Float32 = 0;

    /// <summary>C_API_DTYPE_FLOAT64.</summary>
    public const int Float64 = 1;

    /// <summary>C_API_PREDICT_RAW_SCORE: the sum of the trees, before the link function and without the start.</summary>
    public const int RawScore = 1;

    /// <summary>Why the native library cannot be used, in a full sentence; null when it can.</summary>
    /// <param name="library">Name of the native file without its platform's ending.</param>
    public static string? WhyMissing(string library)
    {
        if (NativeLibrary.TryLoad(library, typeof(LightGbmLibrary).Assembly, null, out var handle))
        {
            NativeLibrary.Free(handle);
            return null;
        }

        return $"The global model needs the native library {library} and, on Linux, libgomp1, which cannot be loaded on this machine.";
    }

    /// <summary>The reason of the last call of this thread that failed.</summary>
    public static string LastError() => Marshal.PtrToStringUTF8(GetLastError()) ?? "LightGBM gives no reason.";

    [LibraryImport(Name, EntryPoint = "LGBM_GetLastError")]
    private static partial nint GetLastError();

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetCreateFromMat", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetCreateFromMat(
        ReadOnlySpan<float> data, int dataType, int rows, int columns, int isRowMajor, string parameters, nint reference, out DatasetHandle dataset);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetSetField", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetSetField(DatasetHandle dataset, string field, ReadOnlySpan<float> values, int count, int dataType);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetSetField", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetSetField(DatasetHandle dataset, string field, ReadOnlySpan<double> values, int count, int dataType);

    [LibraryImport(Name, EntryPoint = "LGBM_DatasetFree")]
    public static partial int DatasetFree(nint dataset);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterCreate", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BoosterCreate(DatasetHandle dataset, string parameters, out BoosterHandle booster);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterUpdateOneIter")]
    public static partial int BoosterUpdateOneIter(BoosterHandle booster, out int isFinished);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterPredictForMat", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BoosterPredictForMat(
        BoosterHandle booster,
        ReadOnlySpan<float> data,
        int dataType,
        int rows,
        int columns,
        int isRowMajor,
        int predictType,
        int startIteration,
        int iterations,
        string parameters,
        out long length,
        Span<double> result);

    [LibraryImport(Name, EntryPoint = "LGBM_BoosterFree")]
    public static partial int BoosterFree(nint booster);
}
