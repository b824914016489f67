using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using ChaosLab.Tests.Support;

namespace ChaosLab.Tests.ServiceDefaults.Faults;

/// <summary>The payment service alone, in a process of its own with a hard heap limit.</summary>
internal sealed partial class PaymentProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chaoslab-payment-");

    private PaymentProcess() => Program = RunningProgram.Start(BuiltPrograms.Find("ChaosLab.Payment"), [], new Dictionary<string, string?>
    {
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        ["DOTNET_GCHeapHardLimit"] = "0x8000000",
        ["Lab__Token"] = FaultyService.Token,
        ["Lab__DrainDelay"] = "00:00:00",
        ["Payment__LedgerDirectory"] = _directory.FullName,
        ["ConnectionStrings__cache"] = "127.0.0.1:1",
        ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
    });

    public RunningProgram Program { get; }

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(60) };

    public static async Task<PaymentProcess> StartAsync()
    {
        var payment = new PaymentProcess();
        var listening = await Eventually.BeAsync("the payment service listens", _ => Task.FromResult(ListeningOn().Match(payment.Program.Output)),
            match => match.Success, StartLimit);
        payment.Http.BaseAddress = new Uri(listening.Groups[1].Value);
        return payment;
    }

    public async Task PutAsync(string id, string kind, long ttlMs, params (string Name, string Value)[] settings)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/chaos/faults/" + id)
        {
            Content = JsonContent.Create(new { kind, ttlMs, settings = settings.ToDictionary(setting => setting.Name, setting => setting.Value) }),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", FaultyService.Token) },
        };
        using var response = await Http.SendAsync(request);
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }

    public Task<HttpResponseMessage> ChargeAsync(string key) => Http.PostAsJsonAsync("/charge", new { key, amount = 5 });

    public async Task<bool> IsUntroubledAsync(CancellationToken ct)
        => (await Http.GetStringAsync("/chaos/faults", ct)).EndsWith("\"faults\":[]}", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Program.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [GeneratedRegex("Now listening on: (http://127.0.0.1:[0-9]+)")]
    private static partial Regex ListeningOn();
}
