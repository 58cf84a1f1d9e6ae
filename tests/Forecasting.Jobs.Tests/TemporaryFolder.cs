namespace Forecasting.Jobs.Tests;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    private TemporaryFolder(string path) => Path = path;

    public TemporaryFolder()
        : this(Directory.CreateTempSubdirectory("forecasting-").FullName)
    {
    }

    public string Path { get; }

    /// <summary>A folder in memory where there is one: for tests that flush thousands of times and lose nothing but processes.</summary>
    public static TemporaryFolder InMemory() => Directory.Exists(Memory)
        ? new TemporaryFolder(Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"forecasting-{Guid.NewGuid():N}")).FullName)
        : new TemporaryFolder();

    /// <summary>A path inside.</summary>
    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
