using System.Buffers.Text;
using System.Text;

namespace ChaosLab.ChaosController.Load.Http;

/// <summary>
/// Reads HTTP/1.1 answers (RFC 9112) as they come in, in pieces of any size: status, whether the connection may be used
/// again, and the body if somebody wants it. Bodies by Content-Length, chunked, or up to the end of the connection.
/// </summary>
internal sealed class AnswerReader
{
    /// <summary>Bytes of one line of the head, and of all lines together.</summary>
    public const int MaxLine = 8 * 1024, MaxHead = 32 * 1024;

    /// <summary>Bytes of a body.</summary>
    public const long MaxBody = 16 * 1024 * 1024;

    /// <summary>Bytes of a body that are kept; what is longer is cut off.</summary>
    public const int MaxKept = 16 * 1024;

    private enum Part
    {
        StatusLine,
        Fields,
        Length,
        UntilEnd,
        ChunkSize,
        Chunk,
        ChunkEnd,
        Trailers,
    }

    private byte[] _line = new byte[256];
    private int _lineLength;
    private byte[] _body = [];
    private int _bodyLength;
    private Part _part;
    private int _head;
    private long _left;
    private long _bodyTotal;
    private long? _contentLength;
    private bool _chunked;
    private bool _keepsBody;

    public ReadState State { get; private set; }

    public int Status { get; private set; }

    /// <summary>Whether another request may follow on this connection.</summary>
    public bool KeepAlive { get; private set; }

    /// <summary>The body, if it was asked for.</summary>
    public ReadOnlySpan<byte> Body => _body.AsSpan(0, _bodyLength);

    /// <summary>Makes it ready for the answer to the next request.</summary>
    /// <param name="keepsBody">Whether the body is wanted.</param>
    public void Begin(bool keepsBody)
    {
        _keepsBody = keepsBody;
        (State, _head, _bodyLength, _bodyTotal) = (ReadState.Incomplete, 0, 0, 0);
        BeginHead();
    }

    /// <summary>Reads on; gives how many of the bytes belong to this answer.</summary>
    public int Read(ReadOnlySpan<byte> data)
    {
        var at = 0;
        while (at < data.Length && State == ReadState.Incomplete)
        {
            at += _part switch
            {
                Part.Length or Part.Chunk or Part.UntilEnd => ReadBody(data[at..]),
                _ => ReadLine(data[at..]),
            };
        }

        return at;
    }

    /// <summary>The connection ended: completes an answer whose end that is, breaks any other.</summary>
    public void End()
    {
        if (State == ReadState.Incomplete) State = _part == Part.UntilEnd ? ReadState.Complete : ReadState.Broken;
        KeepAlive = false;
    }

    private void BeginHead()
    {
        (_part, _lineLength, Status, KeepAlive) = (Part.StatusLine, 0, 0, true);
        (_contentLength, _chunked) = (null, false);
    }

    private int ReadBody(ReadOnlySpan<byte> data)
    {
        var count = _part == Part.UntilEnd ? data.Length : (int)Math.Min(_left, data.Length);
        _bodyTotal += count;
        if (_bodyTotal > MaxBody) return Break(count);
        if (_keepsBody) Keep(data[..count]);
        if (_part == Part.UntilEnd) return count;
        _left -= count;
        if (_left == 0 && _part == Part.Length) State = ReadState.Complete;
        else if (_left == 0) _part = Part.ChunkEnd;
        return count;
    }

    private void Keep(ReadOnlySpan<byte> data)
    {
        var count = Math.Min(data.Length, MaxKept - _bodyLength);
        if (_bodyLength + count > _body.Length) Array.Resize(ref _body, Math.Max(_bodyLength + count, 1024));
        data[..count].CopyTo(_body.AsSpan(_bodyLength));
        _bodyLength += count;
    }

    private int ReadLine(ReadOnlySpan<byte> data)
    {
        var end = data.IndexOf((byte)'\n');
        var count = end < 0 ? data.Length : end + 1;
        _head += count;
        if (_head > MaxHead || _lineLength + count > MaxLine) return Break(count);
        if (end < 0)
        {
            Hold(data);
            return count;
        }

        if (_lineLength == 0)
        {
            TakeLine(WithoutReturn(data[..end]));
            return count;
        }

        Hold(data[..end]);
        var line = WithoutReturn(_line.AsSpan(0, _lineLength));
        _lineLength = 0;
        TakeLine(line);
        return count;
    }

    private void Hold(ReadOnlySpan<byte> data)
    {
        if (_lineLength + data.Length > _line.Length) Array.Resize(ref _line, Math.Max(_lineLength + data.Length, _line.Length * 2));
        data.CopyTo(_line.AsSpan(_lineLength));
        _lineLength += data.Length;
    }

    private static ReadOnlySpan<byte> WithoutReturn(ReadOnlySpan<byte> line) => line is [.., (byte)'\r'] ? line[..^1] : line;

    private void TakeLine(ReadOnlySpan<byte> line)
    {
        switch (_part)
        {
            case Part.StatusLine:
                TakeStatusLine(line);
                break;
            case Part.Fields when line.IsEmpty:
                TakeHeadEnd();
                break;
            case Part.Fields:
                TakeField(line);
                break;
            case Part.ChunkSize:
                TakeChunkSize(line);
                break;
            case Part.ChunkEnd:
                // The limit of the head is for each chunk's line here; the body has its own.
                (_part, _head) = (Part.ChunkSize, 0);
                if (!line.IsEmpty) State = ReadState.Broken;
                break;
            default:
                if (line.IsEmpty) State = ReadState.Complete;
                break;
        }
    }

    private void TakeStatusLine(ReadOnlySpan<byte> line)
    {
        if (line.Length < 12 || !line.StartsWith("HTTP/1."u8) || line[8] != ' ' || (line.Length > 12 && line[12] != ' ')
            || !Utf8Parser.TryParse(line[9..12], out int status, out var used) || used != 3 || status is < 100 or > 599)
        {
            State = ReadState.Broken;
            return;
        }

        Status = status;
        KeepAlive = line[7] != '0';
        _part = Part.Fields;
    }

    private void TakeField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0)
        {
            State = ReadState.Broken;
            return;
        }

        var name = line[..colon];
        var value = line[(colon + 1)..].Trim(" \t"u8);
        switch (name.Length)
        {
            case 14 when Ascii.EqualsIgnoreCase(name, "content-length"u8):
                TakeLength(value);
                break;
            case 17 when Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8):
                _chunked = Ascii.EqualsIgnoreCase(value, "chunked"u8);
                if (!_chunked) State = ReadState.Broken;
                break;
            case 10 when Ascii.EqualsIgnoreCase(name, "connection"u8):
                if (Ascii.EqualsIgnoreCase(value, "close"u8)) KeepAlive = false;
                else if (Ascii.EqualsIgnoreCase(value, "keep-alive"u8)) KeepAlive = true;
                break;
        }
    }

    private void TakeLength(ReadOnlySpan<byte> value)
    {
        if (value.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || !Utf8Parser.TryParse(value, out long length, out var used) || used != value.Length
            || length > MaxBody || (_contentLength is { } before && before != length))
        {
            State = ReadState.Broken;
            return;
        }

        _contentLength = length;
    }

    private void TakeHeadEnd()
    {
        // 100 and 103 come before the answer; 101 is nothing that was asked for.
        if (Status < 200)
        {
            if (Status == 101) State = ReadState.Broken;
            BeginHead();
            return;
        }

        _head = 0;
        if (Status is 204 or 304)
        {
            State = ReadState.Complete;
        }
        else if (_chunked)
        {
            _part = Part.ChunkSize;
        }
        else if (_contentLength is { } length)
        {
            (_part, _left) = (Part.Length, length);
            if (length == 0) State = ReadState.Complete;
        }
        else
        {
            (_part, KeepAlive) = (Part.UntilEnd, false);
        }
    }

    private void TakeChunkSize(ReadOnlySpan<byte> line)
    {
        var extension = line.IndexOf((byte)';');
        var digits = (extension < 0 ? line : line[..extension]).Trim(" \t"u8);
        if (digits.Length is 0 or > 8 || !Utf8Parser.TryParse(digits, out _left, out var used, 'x') || used != digits.Length)
        {
            State = ReadState.Broken;
            return;
        }

        _part = _left == 0 ? Part.Trailers : Part.Chunk;
    }

    private int Break(int consumed)
    {
        State = ReadState.Broken;
        return consumed;
    }
}
