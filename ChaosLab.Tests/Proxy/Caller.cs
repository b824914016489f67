using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChaosLab.Tests.Proxy;

/// <summary>A client's socket; every wait has an end.</summary>
internal sealed class Caller : IDisposable
{
    private Caller(Socket socket) => Socket = socket;

    public Socket Socket { get; }

    public static async Task<Caller> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(ProxyProgram.Patience);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, limit.Token);
            return new Caller(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task SendAsync(string text) => await SendAsync(Encoding.ASCII.GetBytes(text));

    public async Task SendAsync(byte[] bytes)
    {
        using var limit = new CancellationTokenSource(ProxyProgram.Patience);
        for (var sent = 0; sent < bytes.Length;) sent += await Socket.SendAsync(bytes.AsMemory(sent), limit.Token);
    }

    /// <summary>Says that nothing more comes.</summary>
    public void EndSending() => Socket.Shutdown(SocketShutdown.Send);

    /// <summary>Reads exactly so many bytes.</summary>
    public async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        for (var got = 0; got < count;)
        {
            var read = await ReadSomeAsync(bytes.AsMemory(got));
            got += read > 0 ? read : throw new EndOfStreamException($"the stream ended after {got} of {count} bytes");
        }

        return bytes;
    }

    public async Task<string> ReadTextAsync(int count) => Encoding.ASCII.GetString(await ReadAsync(count));

    /// <summary>Reads until the sender ends the stream.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await ReadSomeAsync(buffer)) > 0;) all.Write(buffer, 0, read);
        return all.ToArray();
    }

    /// <summary>Sends a text to an echo and gives how long its return took.</summary>
    public async Task<TimeSpan> RoundTripAsync(string text = "ping")
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await SendAsync(text);
        var back = await ReadTextAsync(text.Length);
        return back == text ? clock.Elapsed : throw new InvalidDataException($"'{back}' came back for '{text}'");
    }

    /// <summary>Reads until the connection breaks, and gives how: an error, or null for an end in good order.</summary>
    public async Task<SocketError?> EndingAsync()
    {
        try
        {
            await ReadToEndAsync();
            return null;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode;
        }
    }

    public void Dispose() => Socket.Dispose();

    private async Task<int> ReadSomeAsync(Memory<byte> into)
    {
        using var limit = new CancellationTokenSource(ProxyProgram.Patience);
        return await Socket.ReceiveAsync(into, limit.Token);
    }
}
