using ChaosLab.ChaosController.Trust;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ChaosLab.ChaosController.Api.Document;

/// <summary>The OpenAPI document of this service, also without a running one: <c>docs/openapi.json</c>.</summary>
internal static class ApiDocument
{
    private const string Name = "v1";

    public static void Add(WebApplicationBuilder builder) => builder.Services.AddOpenApi(Name, options =>
    {
        options.AddSchemaTransformer<ConvertedTypes>();
        options.AddDocumentTransformer<TypesAsWritten>();
    });

    /// <summary>The document as text; the same for every lab.</summary>
    public static async Task<string> WriteAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        await using var app = ControllerService.Build(builder, new ServiceSettings(new Uri("http://127.0.0.1:1"), new string('-', 32), "audit.jsonl", "http://127.0.0.1:0"));

        // An application knows its routes only once it runs; this one never does.
        app.UseRouting();
#pragma warning disable ASP0014 // Top-level registration is what runs too late here.
        app.UseEndpoints(_ => { });
#pragma warning restore ASP0014
        var provider = app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name);
        var document = await provider.GetOpenApiDocumentAsync(ct);
        return (await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, ct)).ReplaceLineEndings("\n") + "\n";
    }
}
