using Microsoft.AspNetCore.Http;

namespace ChaosLab.ServiceDefaults.Faults.Kinds;

/// <summary>Requests end in an exception that nobody expected; the caller gets what the service makes of one.</summary>
internal sealed class HttpExceptionFault : IServiceFaultKind
{
    public string Name => "http-exception";

    public IReadOnlyList<FaultSetting> Settings => RequestFilter.Settings;

    public IServiceFault Start(FaultSettings settings) => new Acting(settings);

    private sealed class Acting(FaultSettings settings) : IRequestFault
    {
        private readonly RequestFilter _filter = new(settings, new SeededChance(settings.Whole(FaultSetting.Seed.Name)));

        public long Hits => _filter.Hits;

        public Task InvokeAsync(HttpContext context, RequestDelegate next)
            => _filter.Hit(context) ? throw new InjectedException() : next(context);

        public void Dispose()
        {
            // It acts on nothing but the requests that come to it.
        }
    }

    /// <summary>No type that any code would know how to handle.</summary>
    private sealed class InjectedException() : Exception("An injected fault: http-exception.");
}
