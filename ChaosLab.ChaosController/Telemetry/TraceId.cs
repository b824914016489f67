using System.Buffers.Binary;
using System.Globalization;

namespace ChaosLab.ChaosController.Telemetry;

/// <summary>The 16 bytes that name a trace; as text 32 hexadecimal digits.</summary>
internal readonly record struct TraceId(ulong High, ulong Low)
{
    private const int Bytes = 16;

    /// <summary>The id in these bytes; null when they are not 16, or all zero.</summary>
    public static TraceId? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Bytes) return null;
        var id = new TraceId(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        return id == default ? null : id;
    }

    /// <summary>The id that a text names; null when it is no 32 hexadecimal digits.</summary>
    public static TraceId? Parse(string text)
        => text.Length == 2 * Bytes && text.All(char.IsAsciiHexDigit) ? Read(Convert.FromHexString(text)) : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");
}
