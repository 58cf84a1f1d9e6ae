using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using NUnit.Framework;

namespace Forecasting.Storage.Tests.Sources;

/// <summary>What the servers that tests start have in common.</summary>
internal static class Server
{
    /// <summary>Set to 1 where every server must be there: a missing one then fails its tests instead of skipping them.</summary>
    private const string RequiredVariable = "FORECASTING_SERVERS_REQUIRED";

    /// <summary>Ends the test: skipped, or failed where servers are required.</summary>
    public static void Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable(RequiredVariable) == "1")
            Assert.Fail($"{reason} ({RequiredVariable} is 1.)");
        Assert.Ignore(reason);
    }

    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Runs a command to its end, without its output: a server that it starts would hold a pipe open for ever.</summary>
    public static int Run(params string[] command)
    {
        using var process = Start(command);
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Starts a command without its output.</summary>
    public static Process Start(params string[] command)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/" };
        foreach (var argument in (string[])["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", .. command])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>Path of a program; null when it is not installed.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
