namespace ChaosLab.Proxy.Protocols;

/// <summary>Counts Redis commands: arrays of bulk strings, whose bytes are skipped, or inline lines.</summary>
internal sealed class RedisRequestCounter : IRequestCounter
{
    private enum Expects { Command, ArrayLength, BulkMark, BulkLength, BulkBytes, Line }

    private Expects _expects = Expects.Command;
    private long _number;
    private long _elements;
    private long _skip;

    public int Feed(ReadOnlySpan<byte> bytes)
    {
        var commands = 0;
        while (bytes.Length > 0)
        {
            if (_expects == Expects.BulkBytes)
            {
                var skipped = (int)Math.Min(_skip, bytes.Length);
                bytes = bytes[skipped..];
                if ((_skip -= skipped) == 0) ElementDone();
                continue;
            }

            if (_expects == Expects.Line)
            {
                var end = bytes.IndexOf((byte)'\n');
                if (end < 0) return commands;
                bytes = bytes[(end + 1)..];
                _expects = Expects.Command;
                continue;
            }

            commands += Next(bytes[0]);
            bytes = bytes[1..];
        }

        return commands;
    }

    private int Next(byte letter)
    {
        switch (_expects)
        {
            case Expects.Command when letter is (byte)'\r' or (byte)'\n':
                return 0;
            case Expects.Command:
                _number = 0;
                _expects = letter == '*' ? Expects.ArrayLength : Expects.Line;
                return 1;
            case Expects.BulkMark:
                _number = 0;
                _expects = letter == '$' ? Expects.BulkLength : Expects.Line;
                return 0;
            default:
                Digit(letter);
                return 0;
        }
    }

    private void Digit(byte letter)
    {
        if (letter is >= (byte)'0' and <= (byte)'9' && _number < int.MaxValue)
        {
            _number = _number * 10 + letter - '0';
        }
        else if (letter == '\n')
        {
            if (_expects == Expects.ArrayLength)
            {
                _elements = _number;
                _expects = _elements > 0 ? Expects.BulkMark : Expects.Command;
            }
            else
            {
                _skip = _number + 2;
                _expects = Expects.BulkBytes;
            }
        }
    }

    private void ElementDone() => _expects = --_elements > 0 ? Expects.BulkMark : Expects.Command;
}
