using System.Globalization;
using System.Text;

namespace ChaosLab.Proxy.Protocols;

/// <summary>
/// Counts HTTP/1.x requests: head by head, bodies skipped by their length or chunk by chunk. After something else than
/// HTTP/1.x (a WebSocket, HTTP/2) it stops counting.
/// </summary>
internal sealed class HttpRequestCounter : IRequestCounter
{
    private enum Expects { RequestLine, Header, Body, ChunkSize, ChunkEnd, Trailer, Nothing }

    private const int LongestLine = 128;

    private readonly byte[] _line = new byte[LongestLine];
    private int _lineLength;
    private Expects _expects = Expects.RequestLine;
    private long _bodyLeft;
    private bool _chunked;
    private bool _upgrade;

    public int Feed(ReadOnlySpan<byte> bytes)
    {
        var requests = 0;
        while (bytes.Length > 0 && _expects != Expects.Nothing)
        {
            if (_expects == Expects.Body)
            {
                var skipped = (int)Math.Min(_bodyLeft, bytes.Length);
                bytes = bytes[skipped..];
                if ((_bodyLeft -= skipped) == 0) _expects = _chunked ? Expects.ChunkEnd : Expects.RequestLine;
                continue;
            }

            var end = bytes.IndexOf((byte)'\n');
            Keep(end < 0 ? bytes : bytes[..end]);
            if (end < 0) break;
            bytes = bytes[(end + 1)..];
            requests += Line(Trimmed());
            _lineLength = 0;
        }

        return requests;
    }

    // Only the beginning of a line matters.
    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var room = Math.Min(LongestLine - _lineLength, bytes.Length);
        bytes[..room].CopyTo(_line.AsSpan(_lineLength));
        _lineLength += room;
    }

    private ReadOnlySpan<byte> Trimmed() => _line.AsSpan(0, _lineLength).TrimEnd((byte)'\r');

    private int Line(ReadOnlySpan<byte> line)
    {
        switch (_expects)
        {
            case Expects.RequestLine:
                if (line.IsEmpty) return 0;
                if (line.StartsWith("PRI * HTTP/2"u8) || !char.IsAsciiLetterUpper((char)line[0]))
                {
                    _expects = Expects.Nothing;
                    return 0;
                }

                _chunked = _upgrade = false;
                _bodyLeft = 0;
                _upgrade = line.StartsWith("CONNECT "u8);
                _expects = Expects.Header;
                return 1;
            case Expects.Header when line.IsEmpty:
                _expects = _upgrade ? Expects.Nothing : _chunked ? Expects.ChunkSize : _bodyLeft > 0 ? Expects.Body : Expects.RequestLine;
                return 0;
            case Expects.Header:
                Header(line);
                return 0;
            case Expects.ChunkSize:
                _bodyLeft = Hexadecimal(line);
                _expects = _bodyLeft > 0 ? Expects.Body : Expects.Trailer;
                return 0;
            case Expects.ChunkEnd:
                _expects = Expects.ChunkSize;
                return 0;
            default:
                if (line.IsEmpty) _expects = Expects.RequestLine;
                return 0;
        }
    }

    private void Header(ReadOnlySpan<byte> line)
    {
        // Most headers are neither; the first letter says so.
        if ((line[0] | 0x20) is not ((byte)'c' or (byte)'t' or (byte)'u')) return;
        var colon = line.IndexOf((byte)':');
        if (colon < 0) return;
        var name = line[..colon];
        var value = line[(colon + 1)..].Trim((byte)' ');
        if (Ascii.EqualsIgnoreCase(name, "content-length"u8)) _ = long.TryParse(value, CultureInfo.InvariantCulture, out _bodyLeft);
        else if (Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8)) _chunked = true;
        else if (Ascii.EqualsIgnoreCase(name, "upgrade"u8)) _upgrade = true;
    }

    private static long Hexadecimal(ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)';');
        var digits = (end < 0 ? line : line[..end]).Trim((byte)' ');
        return long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) ? size : 0;
    }
}
