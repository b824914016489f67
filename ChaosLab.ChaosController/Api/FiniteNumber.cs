using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChaosLab.ChaosController.Api;

/// <summary>A number; null for what is none (a quantile of nothing), which JSON cannot write and which must not cost the whole answer.</summary>
internal sealed class FiniteNumber : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value)) writer.WriteNumberValue(value);
        else writer.WriteNullValue();
    }
}
