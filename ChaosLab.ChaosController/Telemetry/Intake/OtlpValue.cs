using System.Text;

namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>Reads an AnyValue as text (opentelemetry/proto/common/v1/common.proto).</summary>
internal static class OtlpValue
{
    private const int Deepest = 8;

    /// <summary>Lists and maps in the manner of JSON, bytes in hexadecimal digits; what goes too deep is left out.</summary>
    /// <exception cref="InvalidDataException">It is no AnyValue.</exception>
    public static string Read(ReadOnlySpan<byte> value, int depth = 0)
    {
        var text = "";
        var fields = new OtlpFields(value);
        while (fields.Next())
        {
            switch (fields.Number, fields.Type)
            {
                case (1, WireType.Bytes): text = OtlpText.Read(fields.Content); break;
                case (2, WireType.Varint): text = fields.Value == 0 ? "false" : "true"; break;
                case (3, WireType.Varint): text = OtlpText.Of((long)fields.Value); break;
                case (4, WireType.Fixed64): text = OtlpText.Of(fields.Double); break;
                case (5, WireType.Bytes) when depth < Deepest: text = ReadList(fields.Content, depth + 1); break;
                case (6, WireType.Bytes) when depth < Deepest: text = ReadMap(fields.Content, depth + 1); break;
                case (7, WireType.Bytes): text = Convert.ToHexStringLower(fields.Content[..Math.Min(fields.Content.Length, OtlpText.Longest / 2)]); break;
            }
        }

        return text;
    }

    private static string ReadList(ReadOnlySpan<byte> list, int depth)
    {
        var text = new StringBuilder("[");
        var fields = new OtlpFields(list);
        while (fields.Next())
        {
            if (fields is { Number: 1, Type: WireType.Bytes }) Append(text, Read(fields.Content, depth));
        }

        return OtlpText.Cut(text.Append(']').ToString());
    }

    private static string ReadMap(ReadOnlySpan<byte> map, int depth)
    {
        var text = new StringBuilder("{");
        var fields = new OtlpFields(map);
        while (fields.Next())
        {
            if (fields is not { Number: 1, Type: WireType.Bytes }) continue;
            var (key, value) = ("", "");
            var pair = new OtlpFields(fields.Content);
            while (pair.Next())
            {
                switch (pair.Number, pair.Type)
                {
                    case (1, WireType.Bytes): key = OtlpText.Read(pair.Content); break;
                    case (2, WireType.Bytes): value = Read(pair.Content, depth); break;
                }
            }

            Append(text, $"{key}: {value}");
        }

        return OtlpText.Cut(text.Append('}').ToString());
    }

    private static void Append(StringBuilder text, string item)
    {
        if (text.Length > OtlpText.Longest) return;
        if (text.Length > 1) text.Append(", ");
        text.Append(item);
    }
}
