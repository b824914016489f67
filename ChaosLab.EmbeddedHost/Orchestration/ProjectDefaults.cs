using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.EmbeddedHost.Services;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>The variables that a resource gets without asking, by its kind.</summary>
internal static class ProjectDefaults
{
    private const string FallbackEndpoint = "http://localhost:18889";

    public static Dictionary<string, string> Of(IResource resource, IConfiguration configuration, IHostEnvironment environment)
    {
        var variables = new Dictionary<string, string>();
        var exporter = resource.Annotations.OfType<OtlpExporterAnnotation>().LastOrDefault();
        if (resource is ProjectResource || exporter is not null) AddTelemetry(variables, resource, exporter?.RequiredProtocol, configuration, environment);
        if (resource is ProjectResource) AddProject(variables, environment);
        return variables;
    }

    /// <summary><c>ASPNETCORE_URLS</c> from the endpoints of a project, unless it was set otherwise.</summary>
    public static void AddUrls(IDictionary<string, string> variables, IResource resource)
    {
        if (resource is not ProjectResource || variables.ContainsKey("ASPNETCORE_URLS")) return;

        EndpointAnnotation[] endpoints = [.. resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.UriScheme is "http" or "https")];
        if (endpoints.Length == 0) return;

        variables["ASPNETCORE_URLS"] = string.Join(';', endpoints.Select(e => $"{e.UriScheme}://{e.TargetHost}:{TargetPort(e)}"));
        if (endpoints.FirstOrDefault(e => e.UriScheme == "https") is { } https) variables.TryAdd("ASPNETCORE_HTTPS_PORT", $"{https.AllocatedEndpoint!.Port}");
    }

    private static int TargetPort(EndpointAnnotation endpoint) => endpoint.TargetPort ?? endpoint.AllocatedEndpoint!.Port;

    private static void AddProject(Dictionary<string, string> variables, IHostEnvironment environment)
    {
        variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
        variables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
        variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        if (!environment.IsDevelopment()) return;

        variables["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true";
        variables["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true";
    }

    private static void AddTelemetry(
        Dictionary<string, string> variables, IResource resource, OtlpProtocol? required, IConfiguration configuration, IHostEnvironment environment)
    {
        var (endpoint, protocol) = Exporter(required, configuration);
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol;
        variables["OTEL_SERVICE_NAME"] = resource.Name;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={ResourceIds.SuffixOf(resource)}";
        if (configuration["AppHost:OtlpApiKey"] is { Length: > 0 } key) variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
        if (!environment.IsDevelopment()) return;

        variables["OTEL_BLRP_SCHEDULE_DELAY"] = "1000";
        variables["OTEL_BSP_SCHEDULE_DELAY"] = "1000";
        variables["OTEL_METRIC_EXPORT_INTERVAL"] = "1000";
        variables["OTEL_TRACES_SAMPLER"] = "always_on";
        variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
        variables["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true";
    }

    private static (string Endpoint, string Protocol) Exporter(OtlpProtocol? required, IConfiguration configuration)
    {
        var grpc = configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] ?? configuration["DOTNET_DASHBOARD_OTLP_ENDPOINT_URL"];
        var http = configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] ?? configuration["DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"];
        return required switch
        {
            OtlpProtocol.HttpProtobuf => (http ?? FallbackEndpoint, "http/protobuf"),
            OtlpProtocol.HttpJson => (http ?? FallbackEndpoint, "http/json"),
            OtlpProtocol.Grpc => (grpc ?? FallbackEndpoint, "grpc"),
            _ => grpc is not null || http is null ? (grpc ?? FallbackEndpoint, "grpc") : (http, "http/protobuf"),
        };
    }
}
