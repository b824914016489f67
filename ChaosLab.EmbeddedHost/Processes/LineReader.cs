using System.Buffers;
using System.Text;

namespace ChaosLab.EmbeddedHost.Processes;

/// <summary>Cuts a stream of UTF-8 into lines as they come; a very long line is cut into several.</summary>
internal static class LineReader
{
    private const int LongestLine = 16 * 1024;

    public static async Task ReadAsync(Stream stream, Action<string> onLine)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        var line = new ArrayBufferWriter<byte>(256);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer)) > 0) Take(buffer.AsSpan(0, read), line, onLine);
            if (line.WrittenCount > 0) Give(line, onLine);
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            if (line.WrittenCount > 0) Give(line, onLine);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Take(ReadOnlySpan<byte> bytes, ArrayBufferWriter<byte> line, Action<string> onLine)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            line.Write(end < 0 ? bytes : bytes[..end]);
            if (end >= 0 || line.WrittenCount >= LongestLine) Give(line, onLine);
            bytes = end < 0 ? default : bytes[(end + 1)..];
        }
    }

    private static void Give(ArrayBufferWriter<byte> line, Action<string> onLine)
    {
        var text = Encoding.UTF8.GetString(line.WrittenSpan).TrimEnd('\r');
        line.ResetWrittenCount();
        onLine(text);
    }
}
