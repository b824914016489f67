using ChaosLab.ChaosController.Api;
using ChaosLab.ChaosController.Telemetry;
using ChaosLab.ChaosController.Trust;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Tests.Telemetry;

/// <summary>The chaos service on Kestrel, whose AppHost never answers: telemetry does not need it.</summary>
internal sealed class RunningIntake : IAsyncDisposable
{
    public const string Token = "the token of this test run";

    private readonly WebApplication _service;
    private readonly string _audit;

    private RunningIntake(WebApplication service, string audit) => (_service, _audit) = (service, audit);

    public string Url => _service.Urls.Single();

    public TelemetryStore Store => _service.Services.GetRequiredService<TelemetryStore>();

    /// <summary>What was noted in the audit.</summary>
    public string Audit => File.Exists(_audit) ? new StreamReader(new FileStream(_audit, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)).ReadToEnd() : "";

    public static async Task<RunningIntake> StartAsync()
    {
        var audit = Path.Combine(Path.GetTempPath(), $"intake-{Guid.NewGuid():N}.jsonl");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        var service = ControllerService.Build(builder, new ServiceSettings(new Uri("http://127.0.0.1:1"), Token, audit, "http://127.0.0.1:0"));
        await service.StartAsync();
        return new RunningIntake(service, audit);
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        File.Delete(_audit);
    }
}
