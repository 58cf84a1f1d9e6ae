using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Forecasting.Jobs.Tests.Service.Alerts;

/// <summary>As much of a mail server (RFC 5321) as one sender needs: it keeps what it is told.</summary>
internal sealed class TinyMailServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<string> commands = [];
    private readonly List<string> mails = [];

    public TinyMailServer()
    {
        listener.Start();
        _ = Task.Run(Serve);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What it answers to the sender's address.</summary>
    public string AnswerToSender { get; set; } = "250 ok";

    /// <summary>Every command, in order.</summary>
    public string[] Commands
    {
        get
        {
            lock (commands)
                return [.. commands];
        }
    }

    /// <summary>Every mail, as it came.</summary>
    public string[] Mails
    {
        get
        {
            lock (commands)
                return [.. mails];
        }
    }

    public void Dispose() => listener.Dispose();

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await Speak(client);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task Speak(TcpClient client)
    {
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.UTF8);
            await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 tiny");
            while (await reader.ReadLineAsync() is { } line)
            {
                lock (commands)
                    commands.Add(line);
                var verb = line.Split(' ')[0].ToUpperInvariant();
                await writer.WriteAsync(verb switch
                {
                    "EHLO" => "250-tiny\r\n250 AUTH PLAIN\r\n",
                    "AUTH" => "235 welcome\r\n",
                    "MAIL" => AnswerToSender + "\r\n",
                    "DATA" => "354 go on\r\n",
                    "QUIT" => "221 bye\r\n",
                    _ => "250 ok\r\n",
                });
                if (verb == "DATA")
                {
                    await Take(reader);
                    await writer.WriteLineAsync("250 taken");
                }
            }
        }
        catch (IOException)
        {
            // The other side broke off.
        }
    }

    private async Task Take(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
            mail.Append(line).Append('\n');
        lock (commands)
            mails.Add(mail.ToString());
    }
}
