using System.Buffers;
using Google.Protobuf;

namespace ChaosLab.Benchmarks.Intake;

/// <summary>Writes a protobuf message, field by field.</summary>
internal sealed class OtlpMessage
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public OtlpMessage Text(int field, string text) => Write(field, WireFormat.WireType.LengthDelimited, output => output.WriteString(text));

    public OtlpMessage Bytes(int field, byte[] bytes)
        => Write(field, WireFormat.WireType.LengthDelimited, output => output.WriteBytes(UnsafeByteOperations.UnsafeWrap(bytes)));

    public OtlpMessage Message(int field, OtlpMessage inner) => Bytes(field, inner.ToArray());

    public OtlpMessage Number(int field, long number) => Write(field, WireFormat.WireType.Varint, output => output.WriteInt64(number));

    public OtlpMessage Fixed(int field, ulong number) => Write(field, WireFormat.WireType.Fixed64, output => output.WriteFixed64(number));

    public OtlpMessage Double(int field, double number) => Write(field, WireFormat.WireType.Fixed64, output => output.WriteDouble(number));

    /// <summary>A KeyValue whose value is a text or a whole number.</summary>
    public OtlpMessage Attribute(int field, string key, object value)
    {
        var any = value is string text ? new OtlpMessage().Text(1, text) : new OtlpMessage().Number(3, Convert.ToInt64(value, null));
        return Message(field, new OtlpMessage().Text(1, key).Message(2, any));
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    private OtlpMessage Write(int field, WireFormat.WireType type, Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            output.WriteTag(field, type);
            write(output);
        }

        _bytes.Write(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        return this;
    }
}
