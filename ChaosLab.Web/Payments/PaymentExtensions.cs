using System.Net;

namespace ChaosLab.Web.Payments;

/// <summary>Registers the payment client and its dependency.</summary>
internal static class PaymentExtensions
{
    public static void AddPayments(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHttpClient(PaymentClient.Dependency, client => client.BaseAddress = new("http://payment"))
            .UseSocketsHttpHandler((handler, _) => handler.ConnectTimeout = TimeSpan.FromSeconds(1))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        builder.Services.AddSingleton<PaymentClient>();

        builder.AddDependency(PaymentClient.Dependency, options =>
        {
            options.AttemptTimeout = TimeSpan.FromSeconds(1);
            options.TotalTimeout = TimeSpan.FromSeconds(3);
            options.MaxRetries = 2;
            options.RetryDelay = TimeSpan.FromMilliseconds(100);
            options.MaxConcurrency = 64;
            options.MaxQueue = 128;
            options.BreakDuration = TimeSpan.FromSeconds(2);
            options.Critical = true;
            options.Probe = ProbeAsync;
        });
    }

    // Asking for the fail mode proves two things at once: the service answers, and it is willing to charge. Outside of Development
    // there is none, and then that it answers is enough.
    private static async ValueTask ProbeAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var http = services.GetRequiredService<IHttpClientFactory>().CreateClient(PaymentClient.Dependency);
        using var response = await http.GetAsync("/fail-mode", cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return;
        response.EnsureSuccessStatusCode();
        var mode = await response.Content.ReadFromJsonAsync<PaymentContract.FailMode>(cancellationToken);
        if (mode is null or { Enabled: true })
            throw new HttpRequestException("The payment service is in fail mode.");
    }
}
