using System.Text;

namespace ChaosLab.Tests.Telemetry;

/// <summary>Fields of protobuf, byte by byte, right or wrong.</summary>
internal static class OtlpBytes
{
    public static byte[] Field(int number, params byte[] content) => [.. Varint((uint)((number << 3) | 2)), .. Varint((ulong)content.Length), .. content];

    public static byte[] Text(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    public static byte[] Number(int number, ulong value) => [.. Varint((uint)(number << 3)), .. Varint(value)];

    public static byte[] Fixed(int number, ulong value) => [.. Varint((uint)((number << 3) | 1)), .. BitConverter.GetBytes(value)];

    /// <summary>A KeyValue with a text.</summary>
    public static byte[] Attribute(int number, string key, string value) => Field(number, [.. Text(1, key), .. Field(2, Text(1, value))]);

    /// <summary>A request of one service and one scope with these records.</summary>
    public static byte[] Request(params byte[][] records)
        => Field(1, [.. Field(1, Attribute(1, "service.name", "web-1")), .. Field(2, [.. records.SelectMany(record => Field(2, record))])]);

    /// <summary>A span with valid ids, and what else it has.</summary>
    public static byte[] Span(params byte[][] more)
        => [.. Field(1, [.. Enumerable.Repeat((byte)7, 16)]), .. Field(2, [.. Enumerable.Repeat((byte)9, 8)]), .. Text(5, "GET /"), .. more.SelectMany(bytes => bytes)];

    public static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
