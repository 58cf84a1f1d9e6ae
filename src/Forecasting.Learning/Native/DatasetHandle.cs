using Microsoft.Win32.SafeHandles;

namespace Forecasting.Learning.Native;

/// <summary>Rows that LightGBM keeps in its own, binned form.</summary>
internal sealed class DatasetHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <inheritdoc/>
    protected override bool ReleaseHandle() => LightGbmLibrary.DatasetFree(handle) == 0;
}
