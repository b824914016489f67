using System.Text.Encodings.Web;
using System.Text.Json;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Cli;

/// <summary>JSON output: the records of the wire, indented.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Indented = new(WireJson.Options)
    {
        WriteIndented = true,
        // For a terminal or a file, not for HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Indented);
}
