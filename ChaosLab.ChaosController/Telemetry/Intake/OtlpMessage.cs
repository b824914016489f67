using Google.Protobuf;

namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>Reads a protobuf message field by field; what is not known is passed over, as protobuf demands.</summary>
internal static class OtlpMessage
{
    /// <summary>The wire types that OTLP uses.</summary>
    public const WireFormat.WireType Varint = WireFormat.WireType.Varint;
    public const WireFormat.WireType Fixed64 = WireFormat.WireType.Fixed64;
    public const WireFormat.WireType Bytes = WireFormat.WireType.LengthDelimited;

    /// <summary>A field: its number and how it is written. It must be read from the input if it is taken.</summary>
    /// <returns>Whether it was taken.</returns>
    public delegate bool Take(int field, WireFormat.WireType type, CodedInputStream input);

    /// <summary>Reads all fields.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is not protobuf.</exception>
    /// <exception cref="InvalidDataException">It has a wire type that does not exist.</exception>
    public static void Read(CodedInputStream input, Take take)
    {
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            var type = WireFormat.GetTagWireType(tag);
            if (type > WireFormat.WireType.Fixed32) throw new InvalidDataException($"There is no wire type {(int)type}.");
            if (!take(WireFormat.GetTagFieldNumber(tag), type, input)) input.SkipLastField();
        }
    }

    /// <summary>Reads a message inside of another.</summary>
    public static void ReadNested(CodedInputStream input, Take take) => Read(input.ReadBytes().CreateCodedInput(), take);

    /// <summary>A time of OTLP: ns since 1970, as fixed64.</summary>
    public static DateTimeOffset ReadTime(CodedInputStream input)
        => DateTimeOffset.UnixEpoch.AddTicks((long)(input.ReadFixed64() / TimeSpan.NanosecondsPerTick));

    /// <summary>An id of so many bytes, in hexadecimal digits; null when it is empty, of another length, or all zeros.</summary>
    public static string? ReadId(CodedInputStream input, int length)
    {
        var id = input.ReadBytes();
        return id.Length == length && id.Any(digit => digit != 0) ? Convert.ToHexStringLower(id.Span) : null;
    }
}
