using System.Net;
using System.Net.Sockets;

namespace Forecasting.Storage.Tests.Stores;

/// <summary>When the way to the server breaks around a commit.</summary>
public enum Cut
{
    /// <summary>The commit is asked for and never arrives.</summary>
    BeforeTheServer,

    /// <summary>It arrives, and nobody is there for the answer.</summary>
    WhileCommitting,

    /// <summary>It is done and answered, and the answer is lost.</summary>
    BeforeTheAnswer,
}

/// <summary>The way between the program and a PostgreSQL server; it breaks at the next commit when asked to.</summary>
internal sealed class CutConnection : IDisposable
{
    // PostgreSQL documentation, "Message Formats": Query is Q, its length and the text; CommandComplete is C, its length and the tag.
    private static readonly byte[] Question = [(byte)'Q', 0, 0, 0, 11, .. "COMMIT\0"u8];
    private static readonly byte[] Answer = [(byte)'C', 0, 0, 0, 11, .. "COMMIT\0"u8];

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int server;
    private readonly Lock state = new();
    private Cut? next;

    /// <summary>A way to a server on this machine.</summary>
    public CutConnection(int server)
    {
        this.server = server;
        listener.Start();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    /// <summary>Where the program finds the server.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How often it was cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Cuts the connection on which the next commit is.</summary>
    public void CutAtNextCommit(Cut how)
    {
        lock (state)
            next = how;
    }

    public void Dispose() => listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var program = listener.AcceptSocket();
                var there = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                program.NoDelay = true;
                there.Connect(IPAddress.Loopback, server);
                new Thread(() => Pump(program, there, Question)) { IsBackground = true }.Start();
                new Thread(() => Pump(there, program, Answer)) { IsBackground = true }.Start();
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Pump(Socket from, Socket to, byte[] message)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (from.Receive(buffer) is var count and > 0)
            {
                var bytes = buffer.AsSpan(0, count);
                var isCut = bytes.IndexOf(message) >= 0 && Take(message == Question);
                if (isCut && next == Cut.WhileCommitting)
                    to.Send(bytes);
                if (isCut)
                {
                    Break();
                    return;
                }

                to.Send(bytes);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The other direction was broken.
        }

        from.Dispose();
        to.Dispose();

        void Break()
        {
            lock (state)
                (next, Cuts) = (null, Cuts + 1);
            from.Dispose();
            to.Dispose();
        }
    }

    /// <summary>True when the connection breaks at this message.</summary>
    private bool Take(bool isQuestion)
    {
        lock (state)
            return next is { } how && isQuestion == (how != Cut.BeforeTheAnswer);
    }
}
