using System.Runtime.InteropServices;

namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>Collects the KeyValue messages of one thing after the other (opentelemetry/proto/common/v1/common.proto).</summary>
internal sealed class OtlpAttributes
{
    /// <summary>The most attributes of one thing; those beyond are left out.</summary>
    private const int Most = 64;

    private static readonly Shared<TelemetryAttributes> Known = new(1 << 13);

    private readonly List<KeyValuePair<string, string>> _all = [];

    /// <summary>Those since the last call.</summary>
    public TelemetryAttributes Build()
    {
        if (_all.Count == 0) return TelemetryAttributes.None;
        var built = Known.Of(new TelemetryAttributes(CollectionsMarshal.AsSpan(_all)));
        _all.Clear();
        return built;
    }

    /// <summary>Reads one KeyValue.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public void Add(ReadOnlySpan<byte> pair)
    {
        var (key, value) = ("", "");
        var fields = new OtlpFields(pair);
        while (fields.Next())
        {
            switch (fields.Number, fields.Type)
            {
                case (1, WireType.Bytes): key = OtlpText.Read(fields.Content); break;
                case (2, WireType.Bytes): value = OtlpValue.Read(fields.Content); break;
            }
        }

        if (_all.Count < Most) _all.Add(new(key, value));
    }
}
