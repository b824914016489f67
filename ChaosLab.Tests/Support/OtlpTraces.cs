using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ChaosLab.Tests.Support;

/// <summary>
/// Reads the fields of an OTLP ExportTraceServiceRequest that the tests need
/// (field numbers: opentelemetry-proto, trace/v1/trace.proto and common/v1/common.proto).
/// </summary>
internal static class OtlpTraces
{
    public static IEnumerable<ExportedSpan> Read(byte[] request)
    {
        foreach (var resourceSpans in Messages(request, 1))
        {
            var resource = Messages(resourceSpans, 1).SelectMany(r => Attributes(r, 1)).ToDictionary(a => a.Key, a => a.Value);
            foreach (var span in Messages(resourceSpans, 2).SelectMany(scope => Messages(scope, 2)))
            {
                yield return new ExportedSpan(
                    resource.GetValueOrDefault("service.name", "?"),
                    Convert.ToHexStringLower(Messages(span, 1).Single()),
                    Text(span, 5),
                    Attributes(span, 9).GroupBy(a => a.Key).ToDictionary(g => g.Key, g => g.Last().Value),
                    [.. Messages(span, 11).Select(e => Text(e, 2))]);
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Attributes(byte[] message, int field)
        => Messages(message, field).Select(a => KeyValuePair.Create(Text(a, 1), Messages(a, 2).Select(Value).FirstOrDefault("")));

    private static string Value(byte[] any)
    {
        foreach (var (field, wire, number, bytes) in Fields(any))
        {
            return (field, wire) switch
            {
                (1, 2) => Encoding.UTF8.GetString(bytes),
                (2, _) => number == 0 ? "false" : "true",
                (3, _) => ((long)number).ToString(CultureInfo.InvariantCulture),
                (4, _) => BitConverter.UInt64BitsToDouble(number).ToString(CultureInfo.InvariantCulture),
                _ => "",
            };
        }

        return "";
    }

    private static string Text(byte[] message, int field)
        => Messages(message, field).Select(Encoding.UTF8.GetString).FirstOrDefault("");

    private static IEnumerable<byte[]> Messages(byte[] message, int field)
        => Fields(message).Where(f => f.Field == field && f.Wire == 2).Select(f => f.Bytes);

    private static IEnumerable<(int Field, int Wire, ulong Number, byte[] Bytes)> Fields(byte[] message)
    {
        var position = 0;
        while (position < message.Length)
        {
            var tag = Varint(message, ref position);
            var (field, wire) = ((int)(tag >> 3), (int)(tag & 7));
            switch (wire)
            {
                case 0:
                    yield return (field, wire, Varint(message, ref position), []);
                    break;
                case 1:
                    yield return (field, wire, BinaryPrimitives.ReadUInt64LittleEndian(message.AsSpan(position, 8)), []);
                    position += 8;
                    break;
                case 2:
                    var length = (int)Varint(message, ref position);
                    yield return (field, wire, 0, message.AsSpan(position, length).ToArray());
                    position += length;
                    break;
                case 5:
                    yield return (field, wire, BinaryPrimitives.ReadUInt32LittleEndian(message.AsSpan(position, 4)), []);
                    position += 4;
                    break;
                default:
                    throw new InvalidDataException($"Unexpected wire type {wire} at {position}.");
            }
        }
    }

    private static ulong Varint(byte[] message, ref int position)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if ((next & 0x80) == 0) return value;
        }
    }
}
