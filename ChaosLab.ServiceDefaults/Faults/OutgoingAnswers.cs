using ChaosLab.ServiceDefaults.Faults.Kinds;
using Polly;
using Polly.Simmy;
using Polly.Simmy.Outcomes;

namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>
/// Polly's chaos outcome around each HTTP request to another service, before its name is resolved: inside of the dependency's time-outs,
/// retries and breaker, which meet the answer as if the other service had given it. Idle while no fault acts.
/// </summary>
internal sealed class OutgoingAnswers : DelegatingHandler
{
    private static readonly ResiliencePropertyKey<OutgoingStatus> Acting = new("chaoslab.outgoing-status");
    private static readonly ResiliencePropertyKey<HttpRequestMessage> Asked = new("chaoslab.request");

    private readonly ActiveFaults _faults;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public OutgoingAnswers(ActiveFaults faults, TimeProvider time)
    {
        _faults = faults;
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddChaosOutcome(new ChaosOutcomeStrategyOptions<HttpResponseMessage>
            {
                Name = "chaos outcome",
                InjectionRateGenerator = args => new(Of(args.Context).Roll() < Of(args.Context).Rate ? 1 : 0),
                OutcomeGenerator = args => new(Outcome.FromResult(Of(args.Context).Answer(args.Context.Properties.GetValue(Asked, null!)))),
                OnOutcomeInjected = args =>
                {
                    Of(args.Context).Hit();
                    return default;
                },
            })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Find(request) is not { } fault) return await base.SendAsync(request, cancellationToken);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(Acting, fault);
        context.Properties.Set(Asked, request);
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (inner, call) => await call.Send(call.Request, inner.CancellationToken), context, (Request: request, Send: (Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>)base.SendAsync));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private OutgoingStatus? Find(HttpRequestMessage request)
    {
        foreach (var fault in _faults.Now)
        {
            if (fault is OutgoingStatus status && status.Matches(request)) return status;
        }

        return null;
    }

    private static OutgoingStatus Of(ResilienceContext context) => context.Properties.GetValue(Acting, null!);
}
