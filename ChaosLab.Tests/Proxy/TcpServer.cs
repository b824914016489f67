using System.Net;
using System.Net.Sockets;

namespace ChaosLab.Tests.Proxy;

/// <summary>A server behind an edge; what it does with a connection is the test's to say.</summary>
internal sealed class TcpServer : IDisposable
{
    private readonly Socket _listener;
    private readonly Func<Socket, Task> _serve;

    private TcpServer(Func<Socket, Task> serve, bool listens = true, IPAddress? address = null)
    {
        _serve = serve;
        address ??= IPAddress.Loopback;
        _listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(address, 0));
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        if (!listens) return;
        _listener.Listen(4096);
        _ = AcceptAsync();
    }

    public int Port { get; }

    public static TcpServer Start(Func<Socket, Task> serve) => new(serve);

    /// <summary>Sends back what it gets, and ends when the caller ends; on 127.0.0.1 unless told.</summary>
    public static TcpServer Echo(IPAddress? address = null) => new(
        async socket =>
        {
            var buffer = new byte[16 * 1024];
            for (int read; (read = await socket.ReceiveAsync(buffer)) > 0;) await SendAllAsync(socket, buffer.AsMemory(0, read));
            socket.Shutdown(SocketShutdown.Send);
        },
        address: address);

    /// <summary>A port that is held and refuses every caller.</summary>
    public static TcpServer Deaf() => new(_ => Task.CompletedTask, listens: false);

    public static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[await socket.SendAsync(bytes)..];
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptAsync();
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }

            socket.NoDelay = true;
            _ = ServeAsync(socket);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await _serve(socket);
            }
            catch (SocketException)
            {
                // Faults break connections; that is what is tested, from the caller's side.
            }
        }
    }
}
