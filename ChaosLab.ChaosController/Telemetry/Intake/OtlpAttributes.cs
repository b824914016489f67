using System.Globalization;
using System.Text;
using Google.Protobuf;
using static ChaosLab.ChaosController.Telemetry.Intake.OtlpMessage;

namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>Collects KeyValue messages (opentelemetry/proto/common/v1/common.proto); values become text.</summary>
internal sealed class OtlpAttributes
{
    /// <summary>The most attributes of one thing; those beyond are left out.</summary>
    private const int Most = 64;

    private const int Deepest = 8;

    private List<KeyValuePair<string, string>>? _all;

    public TelemetryAttributes Build() => _all is null ? TelemetryAttributes.None : new TelemetryAttributes([.. _all]);

    /// <summary>Reads one KeyValue.</summary>
    public void Add(CodedInputStream input)
    {
        var (key, value) = ("", "");
        ReadNested(input, (field, type, pair) =>
        {
            switch (field, type)
            {
                case (1, Bytes): key = OtlpText.Share(pair.ReadString()); return true;
                case (2, Bytes): value = ReadValue(pair); return true;
                default: return false;
            }
        });
        if ((_all?.Count ?? 0) < Most) (_all ??= []).Add(new(key, value));
    }

    /// <summary>Reads an AnyValue as text: lists and maps in the manner of JSON, bytes in hexadecimal digits.</summary>
    public static string ReadValue(CodedInputStream input, int depth = 0)
    {
        var text = "";
        ReadNested(input, (field, type, any) =>
        {
            switch (field, type)
            {
                case (1, Bytes): text = OtlpText.Cut(any.ReadString()); return true;
                case (2, Varint): text = any.ReadBool() ? "true" : "false"; return true;
                case (3, Varint): text = any.ReadInt64().ToString(CultureInfo.InvariantCulture); return true;
                case (4, Fixed64): text = any.ReadDouble().ToString(CultureInfo.InvariantCulture); return true;
                case (5, Bytes) when depth < Deepest: text = ReadList(any, depth + 1); return true;
                case (6, Bytes) when depth < Deepest: text = ReadMap(any, depth + 1); return true;
                case (7, Bytes): text = OtlpText.Cut(Convert.ToHexStringLower(any.ReadBytes().Span)); return true;
                default: return false;
            }
        });
        return text;
    }

    private static string ReadList(CodedInputStream input, int depth)
    {
        var text = new StringBuilder("[");
        ReadNested(input, (field, type, list) =>
        {
            if (field != 1 || type != Bytes) return false;
            Append(text, ReadValue(list, depth));
            return true;
        });
        return OtlpText.Cut(text.Append(']').ToString());
    }

    private static string ReadMap(CodedInputStream input, int depth)
    {
        var text = new StringBuilder("{");
        ReadNested(input, (field, type, map) =>
        {
            if (field != 1 || type != Bytes) return false;
            var (key, value) = ("", "");
            ReadNested(map, (pairField, pairType, pair) =>
            {
                switch (pairField, pairType)
                {
                    case (1, Bytes): key = pair.ReadString(); return true;
                    case (2, Bytes): value = ReadValue(pair, depth); return true;
                    default: return false;
                }
            });
            Append(text, $"{key}: {value}");
            return true;
        });
        return OtlpText.Cut(text.Append('}').ToString());
    }

    private static void Append(StringBuilder text, string item)
    {
        if (text.Length > OtlpText.Longest) return;
        if (text.Length > 1) text.Append(", ");
        text.Append(item);
    }
}
