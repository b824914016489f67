using System.Net;
using System.Net.Sockets;

namespace ChaosLab.Benchmarks.Proxy;

/// <summary>Sends back what it gets; one thread for each connection, so that nothing but the sockets is measured.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public EchoServer()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public int Port { get; }

    public void Dispose() => _listener.Dispose();

    private static void Serve(Socket socket)
    {
        using (socket)
        {
            var buffer = new byte[4096];
            try
            {
                for (int read; (read = socket.Receive(buffer)) > 0;) socket.Send(buffer.AsSpan(0, read));
            }
            catch (SocketException)
            {
                // The caller is done.
            }
        }
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var socket = _listener.Accept();
                socket.NoDelay = true;
                new Thread(() => Serve(socket)) { IsBackground = true }.Start();
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The measurement is over.
        }
    }
}
