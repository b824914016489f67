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

    // Asking for the fail mode proves two things at once: the service answers, and it is willing to charge.
    private static async ValueTask ProbeAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var http = services.GetRequiredService<IHttpClientFactory>().CreateClient(PaymentClient.Dependency);
        var mode = await http.GetFromJsonAsync<PaymentContract.FailMode>("/fail-mode", cancellationToken);
        if (mode is null or { Enabled: true })
            throw new HttpRequestException("The payment service is in fail mode.");
    }
}
