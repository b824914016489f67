using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChaosLab.ChaosController.Reports;

/// <summary>A moment as ISO 8601 in UTC, with <c>Z</c>, exact to the tick.</summary>
internal sealed class UtcTime : JsonConverter<DateTimeOffset>
{
    public static string Show(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.GetDateTimeOffset().ToUniversalTime();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        => writer.WriteStringValue(Show(value));
}
