using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Forecasting.Storage.Tests.Sources;

namespace Forecasting.Storage.Tests.Deliveries;

/// <summary>OpenSSH's server as this user, on a free port of this machine, with keys of its own.</summary>
internal sealed class SftpServer : IDisposable
{
    private readonly Process process;

    private SftpServer(Process process, string folder, int port, string hostKey) => (this.process, Folder, Port, HostKey) = (process, folder, port, hostKey);

    /// <summary>Folder with the keys.</summary>
    public string Folder { get; }

    public int Port { get; }

    /// <summary>Fingerprint of its key.</summary>
    public string HostKey { get; }

    /// <summary>The key that it lets in.</summary>
    public string ClientKey => Path.Combine(Folder, "client");

    /// <summary>Starts the server; the test is skipped where it is not installed.</summary>
    /// <param name="isReadOnly">True for one that lets nobody write.</param>
    public static SftpServer Start(bool isReadOnly = false)
    {
        if (Find("sshd") is not { } sshd || Server.Find("ssh-keygen") is null)
        {
            Server.Missing("Tests of SFTP need OpenSSH's server: install openssh-server.");
            throw new InvalidOperationException("The test ends before.");
        }

        var folder = Directory.CreateTempSubdirectory("forecasting-sshd-").FullName;
        foreach (var key in (string[])["host", "client", "stranger"])
            Server.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(folder, key));
        File.Copy(Path.Combine(folder, "client.pub"), Path.Combine(folder, "authorized"));
        var port = Server.FreePort();
        File.WriteAllText(Path.Combine(folder, "config"), $"""
            ListenAddress 127.0.0.1
            Port {port.ToString(CultureInfo.InvariantCulture)}
            HostKey {folder}/host
            AuthorizedKeysFile {folder}/authorized
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            Subsystem sftp internal-sftp {(isReadOnly ? "-R" : "")}
            """);
        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");
        var server = new SftpServer(Server.Start(sshd, "-D", "-f", Path.Combine(folder, "config")), folder, port, Fingerprint(Path.Combine(folder, "host.pub")));
        while (!server.Answers())
        {
            if (server.process.HasExited)
                throw new InvalidOperationException("OpenSSH's server ended at once.");
            Thread.Sleep(20);
        }

        return server;
    }

    /// <summary>Address of a folder.</summary>
    public string Address(string folder) => string.Create(CultureInfo.InvariantCulture, $"sftp://{Environment.UserName}@127.0.0.1:{Port}{folder}");

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static string? Find(string program) =>
        Server.Find(program) ?? new[] { "/usr/sbin", "/usr/local/sbin" }.Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);

    private static string Fingerprint(string publicKey) => "SHA256:" + Convert.ToBase64String(
        System.Security.Cryptography.SHA256.HashData(Convert.FromBase64String(File.ReadAllText(publicKey).Split(' ')[1]))).TrimEnd('=');

    private bool Answers()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
