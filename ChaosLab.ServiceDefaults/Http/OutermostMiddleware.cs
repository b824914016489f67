using ChaosLab.ServiceDefaults.Faults;
using ChaosLab.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace ChaosLab.ServiceDefaults.Http;

/// <summary>Puts around the whole service what must see every request.</summary>
internal sealed class OutermostMiddleware : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseFaultControl();
        app.UseMiddleware<ServerSpanMiddleware>();
        app.UseStatusCodePages();
        next(app);
    };
}
