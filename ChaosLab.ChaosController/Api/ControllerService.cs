using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Setup;
using ChaosLab.ChaosController.Shell;
using ChaosLab.ChaosController.Trust;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Api;

/// <summary>The <c>chaos</c> service: the lab's faults and resources over HTTP, for programs and the console.</summary>
internal static class ControllerService
{
    /// <summary>Runs the service until it is told to stop; returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        if (!builder.Environment.IsDevelopment())
        {
            await Console.Error.WriteLineAsync(
                $"error: The chaos service runs only where ASPNETCORE_ENVIRONMENT is Development; here it is {builder.Environment.EnvironmentName}.");
            return ExitCodes.No;
        }

        var settings = ServiceSettings.Read(builder.Configuration, StandardDirectory(builder), out var problems);
        if (settings is null)
        {
            await Console.Error.WriteLineAsync($"error: {string.Join("\n       ", problems)}\nThe AppHost sets these; start the lab with ./lab up.");
            return ExitCodes.No;
        }

        await using var app = Build(builder, settings);
        try
        {
            await app.RunAsync();
            return ExitCodes.Done;
        }
        catch (IOException error)
        {
            await Console.Error.WriteLineAsync($"error: {error.Message}");
            return ExitCodes.No;
        }
    }

    internal static WebApplication Build(WebApplicationBuilder builder, ServiceSettings settings)
    {
        builder.AddServiceDefaults(injectable: false);
        builder.WebHost.UseUrls(settings.Urls);
        builder.Services.AddProblemDetails();
        builder.Services.AddOpenApi();
        builder.Services.ConfigureHttpJsonOptions(json => WireJson.Apply(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<AuditLog>();
        builder.Services.AddSingleton(new BridgeClient(settings.Bridge, settings.Token));
        builder.Services.AddHostedService<Heartbeat>();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<LoopbackGuard>();
        app.UseMiddleware<MutationGuard>();
        app.MapDefaultEndpoints();
        app.MapOpenApi();
        app.MapIndex();
        app.MapChaosApi();
        return app;
    }

    private static string StandardDirectory(WebApplicationBuilder builder)
    {
        var lab = builder.Configuration["Lab:Name"] is { } name && LabName.IsValid(name) ? name : LabName.Default;
        var artifacts = Repository.Find()?.Artifacts ?? Path.Combine(builder.Environment.ContentRootPath, "artifacts");
        return Path.Combine(artifacts, "data", lab);
    }
}
