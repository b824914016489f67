using ChaosLab.ChaosController.Api.Document;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Console.Live;
using ChaosLab.ChaosController.Console.Pages;
using ChaosLab.ChaosController.Console.SignIn;
using ChaosLab.ChaosController.Planning.Library;
using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Reports.History;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Setup;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Telemetry.Intake;
using ChaosLab.ChaosController.Trust;
using ChaosLab.ServiceDefaults;

namespace ChaosLab.ChaosController.Api;

/// <summary>The <c>chaos</c> service: the lab's faults and resources over HTTP, for programs and the console.</summary>
internal static class ControllerService
{
    /// <summary>Runs the service until it is told to stop; returns the exit code.</summary>
    public static Task<int> RunAsync(string[] args)
        => ServiceProgram.RunAsync(args, builder => Add(builder, SettingsOf(builder)), Map);

    /// <summary>The service with given settings.</summary>
    internal static WebApplication Build(WebApplicationBuilder builder, ServiceSettings settings)
    {
        Add(builder, settings);
        var app = builder.Build();
        Map(app);
        return app;
    }

    private static ServiceSettings SettingsOf(WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
        {
            throw new ServiceStartException(
                $"The chaos service runs only where ASPNETCORE_ENVIRONMENT is Development; here it is {builder.Environment.EnvironmentName}.");
        }

        return ServiceSettings.Read(builder.Configuration, StandardDirectory(builder), out var problems)
            ?? throw new ServiceStartException($"{string.Join(" ", problems)} The AppHost sets these; start the lab with ./lab up.");
    }

    private static void Add(WebApplicationBuilder builder, ServiceSettings settings)
    {
        builder.AddServiceDefaults(injectable: false);
        builder.WebHost.UseUrls(settings.Urls);
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = RequestProblems.Explain);
        ApiDocument.Add(builder);
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<AuditLog>();
        builder.Services.AddSingleton(new BridgeClient(settings.Bridge, settings.Token));
        builder.Services.AddSingleton(new TelemetryStore(TelemetryLimits.Read(builder.Configuration)));
        builder.Services.AddHostedService<Heartbeat>();
        builder.AddRuns();
        builder.AddLive();
        AddConsole(builder);
    }

    private static void AddConsole(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SignInLinks>();
        builder.Services.AddSingleton<ConsoleSessions>();
        builder.Services.AddSingleton(PagesDirectory.Of(builder.Configuration));
        builder.Services.AddSingleton(ExperimentLibrary.Of(builder.Configuration));
        builder.Services.AddSingleton(services => new RunHistory(new RunStore(services.GetRequiredService<RunsDirectory>().Path)));
    }

    private static void Map(WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<PageHeaders>();
        app.UseMiddleware<LoopbackGuard>();
        app.UseMiddleware<MutationGuard>();
        ConsolePages.Use(app);
        app.MapDefaultEndpoints();

        // Further in than the handler of the line before, which says less.
        app.UseMiddleware<RequestProblems>();
        app.MapOpenApi();
        app.MapIndex();
        app.MapChaosApi();
        app.MapRunsApi();
        app.MapExperimentsApi();
        app.MapHistoryApi();
        app.MapSignIn();
        app.MapLive();
        app.MapTelemetryApi();
        app.MapOtlpIntake();
    }

    private static string StandardDirectory(WebApplicationBuilder builder)
    {
        var lab = builder.Configuration["Lab:Name"] is { } name && LabName.IsValid(name) ? name : LabName.Default;
        var artifacts = Repository.Find()?.Artifacts ?? Path.Combine(builder.Environment.ContentRootPath, "artifacts");
        return Path.Combine(artifacts, "data", lab);
    }
}
