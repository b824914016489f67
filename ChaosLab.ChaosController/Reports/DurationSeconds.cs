using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChaosLab.ChaosController.Reports;

/// <summary>A duration as a number of seconds, exact to the tick.</summary>
internal sealed class DurationSeconds : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => TimeSpan.FromTicks((long)decimal.Round(reader.GetDecimal() * TimeSpan.TicksPerSecond));

    // The division by 1.000… removes zeros at the end: 5, not 5.0000000.
    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options)
        => writer.WriteNumberValue((decimal)value.Ticks / TimeSpan.TicksPerSecond / 1.000000000000000000000000000000m);
}
