using System.Buffers.Binary;
using System.Globalization;

namespace ChaosLab.ChaosController.Telemetry;

/// <summary>The 8 bytes that name a span; as text 16 hexadecimal digits.</summary>
internal readonly record struct SpanId(ulong Value)
{
    private const int Bytes = 8;

    /// <summary>The id in these bytes; null when they are not 8, or all zero.</summary>
    public static SpanId? Read(ReadOnlySpan<byte> bytes)
        => bytes.Length == Bytes && BinaryPrimitives.ReadUInt64BigEndian(bytes) is not 0 and var value ? new SpanId(value) : null;

    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}
