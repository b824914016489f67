namespace ChaosLab.ChaosController.Telemetry.Intake;

/// <summary>The three paths of OTLP over HTTP (opentelemetry.io/docs/specs/otlp, OTLP/HTTP Request).</summary>
internal static class OtlpPaths
{
    public const string Traces = "/v1/traces";
    public const string Metrics = "/v1/metrics";
    public const string Logs = "/v1/logs";

    /// <summary>Whether a request brings telemetry.</summary>
    public static bool IsIntake(HttpRequest request)
        => HttpMethods.IsPost(request.Method) && request.Path.Value is Traces or Metrics or Logs;
}
