using Microsoft.AspNetCore.Http;

namespace ChaosLab.ServiceDefaults.Faults.Kinds;

/// <summary>Requests wait before they are handled.</summary>
internal sealed class HttpLatencyFault(TimeProvider time) : IServiceFaultKind
{
    public string Name => "http-latency";

    public IReadOnlyList<FaultSetting> Settings { get; } = [.. LatencyDistribution.Settings, .. RequestFilter.Settings];

    public IServiceFault Start(FaultSettings settings) => new Acting(settings, new SeededChance(settings.Whole(FaultSetting.Seed.Name)), time);

    private sealed class Acting(FaultSettings settings, SeededChance chance, TimeProvider time) : IRequestFault
    {
        private readonly RequestFilter _filter = new(settings, chance);
        private readonly LatencyDistribution _latency = new(settings, chance);
        private readonly CancellationTokenSource _ended = new();

        public long Hits => _filter.Hits;

        public Task InvokeAsync(HttpContext context, RequestDelegate next) => _filter.Hit(context) ? WaitAsync(context, next) : next(context);

        // Those that wait when the fault ends go on at once.
        public void Dispose() => _ended.Cancel();

        private async Task WaitAsync(HttpContext context, RequestDelegate next)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token, context.RequestAborted);
            await Task.Delay(_latency.Next(), time, over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!context.RequestAborted.IsCancellationRequested) await next(context);
        }
    }
}
