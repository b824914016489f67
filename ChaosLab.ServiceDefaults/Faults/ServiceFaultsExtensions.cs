using ChaosLab.ServiceDefaults.Faults.Control;
using ChaosLab.ServiceDefaults.Faults.Kinds;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>Faults inside a service. They exist in Development only, and only where the lab has given its token.</summary>
internal static class ServiceFaultsExtensions
{
    public static void AddServiceFaults(this IHostApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() || string.IsNullOrEmpty(builder.Configuration["Lab:Token"])) return;

        var services = builder.Services;
        services.AddSingleton<ActiveFaults>();
        services.AddSingleton<FaultLeases>();
        services.AddSingleton<FaultRequests>();
        services.AddSingleton<IServiceFaultKind, HttpErrorFault>();
        services.AddSingleton<IServiceFaultKind, HttpExceptionFault>();
        services.AddSingleton<IServiceFaultKind, HttpLatencyFault>();
        services.AddSingleton<IServiceFaultKind, OutgoingErrorFault>();
        services.AddSingleton<IServiceFaultKind, OutgoingLatencyFault>();
        services.AddSingleton<IServiceFaultKind, OutgoingStatusFault>();
        services.AddSingleton<IServiceFaultKind, DnsFailureFault>();
        services.AddSingleton<IServiceFaultKind, DnsSlowFault>();
        services.AddSingleton<IServiceFaultKind, CpuFault>();
        services.AddSingleton<IServiceFaultKind, MemoryFault>();
        services.AddSingleton<IServiceFaultKind, ThreadPoolFault>();

        // Before service discovery, which is what resolves names here.
        services.ConfigureHttpClientDefaults(http => http
            .AddHttpMessageHandler(provider => new NameResolution(provider.GetRequiredService<ActiveFaults>()))
            .AddHttpMessageHandler(provider => new OutgoingAnswers(provider.GetRequiredService<ActiveFaults>(), provider.GetRequiredService<TimeProvider>())));
    }

    /// <summary>Where faults are switched; to be put around everything else.</summary>
    public static void UseFaultControl(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetService<ActiveFaults>() is not null) app.UseMiddleware<FaultControl>();
    }

    /// <summary>Where faults act on requests; to be put inside of what handles exceptions.</summary>
    public static void UseRequestFaults(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetService<ActiveFaults>() is not null) app.UseMiddleware<RequestFaults>();
    }
}
