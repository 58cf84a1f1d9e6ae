namespace Forecasting.Storage.Sources;

/// <summary>Copies of what a run reads from elsewhere, in the temporary folder of the machine; gone when disposed.</summary>
/// <remarks>Copies are not kept from run to run: they may hold personal data, which only the source may keep.</remarks>
public sealed class SourceCache : IDisposable
{
    private DirectoryInfo? root;

    /// <summary>An empty folder of that name in the cache.</summary>
    public string Folder(string name)
    {
        root ??= Directory.CreateTempSubdirectory("forecasting-input-");
        return root.CreateSubdirectory(name).FullName;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        root?.Delete(recursive: true);
        root = null;
    }
}
