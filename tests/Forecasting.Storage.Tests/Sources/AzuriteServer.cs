using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Azure.Storage.Blobs;

namespace Forecasting.Storage.Tests.Sources;

/// <summary>The emulator of Azure Blob Storage, in memory, for the tests of one fixture.</summary>
internal sealed class AzuriteServer : IDisposable
{
    /// <summary>The account that the emulator documents; it protects nothing.</summary>
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Process process;

    private AzuriteServer(Process process, int port)
    {
        this.process = process;
        Endpoint = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/{Account}");
    }

    /// <summary>Address of the account.</summary>
    public string Endpoint { get; }

    /// <summary>Connection string of the account.</summary>
    public string Connection => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={Endpoint};";

    /// <summary>Starts the emulator; the test is skipped where it is not installed.</summary>
    public static AzuriteServer Start()
    {
        var main = Folder() is { } folder ? Path.Combine(folder, "node_modules", "azurite", "dist", "src", "blob", "main.js") : "";
        if (Server.Find("node") is not { } node)
            Server.Missing("The emulator of Azure Blob Storage needs node, which is not installed.");
        else if (!File.Exists(main))
            Server.Missing("The emulator of Azure Blob Storage is not installed: run `npm ci` in tests/Forecasting.Storage.Tests/azurite.");
        else
            return Start(node, main);
        throw new InvalidOperationException("The test ends before.");
    }

    /// <summary>A new container with these blobs.</summary>
    public BlobContainerClient Container(string name, params (string Name, string Text)[] blobs)
    {
        var container = new BlobContainerClient(Connection, name);
        container.Create();
        foreach (var (blob, text) in blobs)
            container.UploadBlob(blob, BinaryData.FromString(text));
        return container;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static AzuriteServer Start(string node, string main)
    {
        var port = Server.FreePort();
        var server = new AzuriteServer(
            Server.Start(
                node, main, "--silent", "--disableTelemetry", "--inMemoryPersistence", "--skipApiVersionCheck", "--blobHost", "127.0.0.1",
                "--blobPort", port.ToString(CultureInfo.InvariantCulture)),
            port);
        while (!Answers(port))
        {
            if (server.process.HasExited)
                throw new InvalidOperationException("The emulator of Azure Blob Storage ended at once.");
            Thread.Sleep(50);
        }

        return server;
    }

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The folder azurite of this project, found from where the tests run.</summary>
    private static string? Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var azurite = Path.Combine(folder.FullName, "azurite");
            if (File.Exists(Path.Combine(azurite, "package.json")))
                return azurite;
        }

        return null;
    }
}
