using System.Globalization;
using System.Net.Http.Json;
using ChaosLab.Benchmarks.Proxy;

namespace ChaosLab.Benchmarks.Load;

/// <summary>An <see cref="ArrivalServer"/> that runs.</summary>
internal sealed class MeasuredServer : IDisposable
{
    private readonly StartedProgram _program;
    private readonly HttpClient _client;

    private MeasuredServer(StartedProgram program, Uri url)
    {
        _program = program;
        Url = url;
        _client = new HttpClient { BaseAddress = url };
    }

    public Uri Url { get; }

    public static async Task<MeasuredServer> StartAsync()
    {
        var port = StartedProgram.FreePort();
        var program = await StartedProgram.StartAsync(
            "dotnet", [typeof(MeasuredServer).Assembly.Location, "arrival-server", port.ToString(CultureInfo.InvariantCulture)], port);
        return new MeasuredServer(program, new Uri($"http://127.0.0.1:{port}/"));
    }

    /// <summary>How the requests since the last call came.</summary>
    public async Task<ArrivalFigures> TakeAsync(double rate)
        => (await _client.GetFromJsonAsync<ArrivalFigures>(string.Create(CultureInfo.InvariantCulture, $"arrivals?rate={rate}")))!;

    /// <summary>Stops the server's process for 2 s, 4 s after the first request came.</summary>
    public async Task FreezeAsync(CancellationToken ct)
    {
        while (await _client.GetFromJsonAsync<int>("count", ct) == 0) await Task.Delay(50, ct);
        await Task.Delay(TimeSpan.FromSeconds(4), ct);
        await SignalAsync("-STOP");
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(2), ct);
        }
        finally
        {
            await SignalAsync("-CONT");
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _program.Dispose();
    }

    private Task<string> SignalAsync(string signal)
        => Programs.RunAsync("kill", [signal, _program.Pid.ToString(CultureInfo.InvariantCulture)], null, TimeSpan.FromSeconds(5));
}
