using Microsoft.AspNetCore.Http;

namespace ChaosLab.ServiceDefaults.Faults.Kinds;

/// <summary>Requests are answered with an error instead of being handled.</summary>
internal sealed class HttpErrorFault : IServiceFaultKind
{
    private const string Status = "status";

    public string Name => "http-error";

    public IReadOnlyList<FaultSetting> Settings { get; } = [FaultSetting.Whole(Status, 400, 599, 500), .. RequestFilter.Settings];

    public IServiceFault Start(FaultSettings settings) => new Acting(settings);

    private sealed class Acting(FaultSettings settings) : IRequestFault
    {
        private readonly int _status = settings.Whole(Status);
        private readonly RequestFilter _filter = new(settings, new SeededChance(settings.Whole(FaultSetting.Seed.Name)));

        public long Hits => _filter.Hits;

        public Task InvokeAsync(HttpContext context, RequestDelegate next)
        {
            if (!_filter.Hit(context)) return next(context);

            // The body is the one that the service gives any status without one: problem details.
            context.Response.StatusCode = _status;
            return Task.CompletedTask;
        }

        public void Dispose()
        {
            // It acts on nothing but the requests that come to it.
        }
    }
}
