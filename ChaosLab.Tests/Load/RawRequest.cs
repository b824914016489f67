using System.Globalization;
using System.Text;

namespace ChaosLab.Tests.Load;

/// <summary>A request as it came over the wire.</summary>
internal sealed record RawRequest(string Method, string Target, IReadOnlyDictionary<string, string> Fields, string Body)
{
    /// <summary>The request at the start of the bytes, or null while it is not there as a whole.</summary>
    public static RawRequest? Read(ReadOnlySpan<byte> bytes, out int used)
    {
        used = 0;
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0) return null;
        var lines = Encoding.ASCII.GetString(bytes[..end]).Split("\r\n");
        var fields = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(field => field[0], field => field[1], StringComparer.OrdinalIgnoreCase);
        var length = fields.TryGetValue("Content-Length", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        if (bytes.Length < end + 4 + length) return null;
        used = end + 4 + length;
        var start = lines[0].Split(' ');
        return new RawRequest(start[0], start[1], fields, Encoding.UTF8.GetString(bytes.Slice(end + 4, length)));
    }
}
