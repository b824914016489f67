using System.Buffers.Binary;

namespace ChaosLab.Proxy.Protocols;

/// <summary>Counts executed Postgres queries: the messages Query and Execute. Encrypted connections are not counted.</summary>
internal sealed class PostgresRequestCounter : IRequestCounter
{
    private const int SslRequest = 80877103;
    private const int GssRequest = 80877104;
    private const byte TlsHandshake = 0x16;

    private readonly byte[] _head = new byte[8];
    private int _have;
    private long _skip;
    private bool _started;
    private bool _blind;

    public int Feed(ReadOnlySpan<byte> bytes)
    {
        var queries = 0;
        while (bytes.Length > 0 && !_blind)
        {
            if (_skip > 0)
            {
                var skipped = (int)Math.Min(_skip, bytes.Length);
                bytes = bytes[skipped..];
                _skip -= skipped;
                continue;
            }

            // The first messages have no type, but a length and a code.
            var need = _started ? 5 : 8;
            var taken = Math.Min(need - _have, bytes.Length);
            bytes[..taken].CopyTo(_head.AsSpan(_have));
            _have += taken;
            bytes = bytes[taken..];
            if (_have < need) break;
            _have = 0;
            queries += _started ? Message() : Opening();
        }

        return queries;
    }

    private int Opening()
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(_head);
        var code = BinaryPrimitives.ReadInt32BigEndian(_head.AsSpan(4));
        _blind = _head[0] == TlsHandshake || length < 8;
        _started = code is not SslRequest and not GssRequest;
        _skip = length - 8;
        return 0;
    }

    private int Message()
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(_head.AsSpan(1));
        _blind = length < 4;
        _skip = length - 4;
        return _head[0] is (byte)'Q' or (byte)'E' ? 1 : 0;
    }
}
