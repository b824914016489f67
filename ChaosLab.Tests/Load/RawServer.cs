using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChaosLab.Tests.Load;

/// <summary>A small HTTP server whose answers, delays and rudeness a test decides.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    // On an address of its own where the system has it: a client of something that is gone may still call whoever has its port on 127.0.0.1 now.
    private static readonly IPAddress Address = OperatingSystem.IsMacOS() ? IPAddress.Loopback : IPAddress.Parse("127.43.0.1");

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<Socket, Task> _connections = new();
    private readonly Func<RawRequest, Socket, Task> _answer;
    private readonly Task _accepting;
    private int _opened;

    /// <param name="answer">Writes the answer, or does what else the test wants; may close the socket.</param>
    public RawServer(Func<RawRequest, Socket, Task> answer)
    {
        _answer = answer;
        _listener.Bind(new IPEndPoint(Address, 0));
        _listener.Listen(1024);
        Url = new Uri($"http://{Address}:{((IPEndPoint)_listener.LocalEndPoint!).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>How many connections were made so far.</summary>
    public int Opened => _opened;

    /// <summary>Everything that was asked.</summary>
    public ConcurrentQueue<RawRequest> Requests { get; } = new();

    /// <summary>An answer with a body of JSON.</summary>
    public static ReadOnlyMemory<byte> Answer(int status, string body = "{}", string fields = "")
        => Encoding.UTF8.GetBytes($"HTTP/1.1 {status} X\r\n{fields}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    /// <summary>A server that gives everybody the same answer.</summary>
    public static RawServer Always(ReadOnlyMemory<byte> answer) => new((_, socket) => socket.SendAsync(answer).AsTask());

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        foreach (var socket in _connections.Keys) socket.Dispose();
        await Task.WhenAll(_connections.Values);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync();
                socket.NoDelay = true;
                Interlocked.Increment(ref _opened);
                _connections[socket] = ServeAsync(socket);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            var buffer = new byte[16 * 1024];
            var have = 0;
            while (true)
            {
                RawRequest? request;
                int used;
                while ((request = RawRequest.Read(buffer.AsSpan(0, have), out used)) is null)
                {
                    var count = await socket.ReceiveAsync(buffer.AsMemory(have));
                    if (count == 0) return;
                    have += count;
                }

                buffer.AsSpan(used, have - used).CopyTo(buffer);
                have -= used;
                Requests.Enqueue(request);
                await _answer(request, socket);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // Closed by the test or by the client.
        }
        finally
        {
            socket.Dispose();
        }
    }
}
