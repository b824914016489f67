using System.Buffers.Binary;

namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>
/// The fields of a protobuf message, one after the other, where they lie (protobuf.dev/programming-guides/encoding). The library's reader
/// would copy each message inside of another; a span has some thirty.
/// </summary>
internal ref struct OtlpFields(ReadOnlySpan<byte> message)
{
    private const int LongestVarint = 10;
    private const int DeepestGroup = 16;

    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The field's number.</summary>
    public int Number { get; private set; }

    /// <summary>How it is written.</summary>
    public WireType Type { get; private set; }

    /// <summary>Its value, where it is a number.</summary>
    public ulong Value { get; private set; }

    /// <summary>Its content, where it is text, bytes or a message.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Its value as a 64-bit floating point number.</summary>
    public readonly double Double => BitConverter.UInt64BitsToDouble(Value);

    /// <summary>Its value as a time of OTLP: ns since 1970.</summary>
    public readonly DateTimeOffset Time => DateTimeOffset.UnixEpoch.AddTicks((long)(Value / TimeSpan.NanosecondsPerTick));

    /// <summary>Goes on to the next field; false at the end.</summary>
    /// <exception cref="InvalidDataException">It is not protobuf.</exception>
    public bool Next() => Next(0);

    private bool Next(int depth)
    {
        if (_rest.IsEmpty) return false;
        var tag = ReadVarint();
        Number = (int)Math.Min(tag >> 3, int.MaxValue);
        Type = (WireType)(tag & 7);
        if (Number == 0) throw new InvalidDataException("A field has the number 0.");
        switch (Type)
        {
            case WireType.Varint: Value = ReadVarint(); break;
            case WireType.Fixed64: Value = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong))); break;
            case WireType.Bytes: Content = Take(ReadVarint()); break;
            case WireType.Fixed32: Value = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint))); break;
            case WireType.GroupStart: SkipGroup(Number, depth); break;
            case WireType.GroupEnd when depth > 0: break;
            default: throw new InvalidDataException($"A field has the wire type {(int)Type}.");
        }

        return true;
    }

    // An old form that OTLP does not use; what is not known is passed over, as protobuf demands.
    private void SkipGroup(int number, int depth)
    {
        if (depth == DeepestGroup) throw new InvalidDataException("The groups go too deep.");
        while (Next(depth + 1))
        {
            if (Type != WireType.GroupEnd) continue;
            if (Number != number) break;
            Type = WireType.GroupStart;
            return;
        }

        throw new InvalidDataException("A group has no end.");
    }

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var i = 0; i < LongestVarint && i < _rest.Length; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] >= 0x80) continue;
            _rest = _rest[(i + 1)..];
            return value;
        }

        throw new InvalidDataException("A number is cut off, or too long.");
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length) throw new InvalidDataException($"A field says that it has {length} bytes, and {_rest.Length} are left.");
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }
}
