using Microsoft.Win32.SafeHandles;

namespace Forecasting.Learning.Native;

/// <summary>Trees that LightGBM has grown.</summary>
internal sealed class BoosterHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <inheritdoc/>
    protected override bool ReleaseHandle() => LightGbmLibrary.BoosterFree(handle) == 0;
}
