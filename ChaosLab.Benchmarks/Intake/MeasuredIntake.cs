using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ChaosLab.Benchmarks.Proxy;

namespace ChaosLab.Benchmarks.Intake;

/// <summary>The chaos service as a process of its own, on one processor; its AppHost is not there, which the intake does not need.</summary>
internal sealed class MeasuredIntake : IDisposable
{
    private readonly StartedProgram _program;
    private readonly DirectoryInfo _directory;
    private readonly HttpClient _client;

    private MeasuredIntake(StartedProgram program, DirectoryInfo directory, int port, string token)
    {
        (_program, _directory) = (program, directory);
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public double CpuSeconds => ProcessCpu.Seconds(_program.Pid);

    /// <summary>Resident memory now, in MiB.</summary>
    public double ResidentMiB
        => double.Parse(
            File.ReadLines($"/proc/{_program.Pid}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
                .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

    public double PeakMiB => ProcessCpu.PeakMiB(_program.Pid);

    public static async Task<MeasuredIntake> StartAsync()
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var service = Path.Combine(own.Parent!.Parent!.FullName, "ChaosLab.ChaosController", own.Name, "ChaosLab.ChaosController.dll");
        var directory = Directory.CreateTempSubdirectory("chaoslab-bench-");
        var port = StartedProgram.FreePort();
        var token = Guid.NewGuid().ToString("N");
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        var program = await StartedProgram.StartAsync(
            "taskset", ["-c", "0", "dotnet", service], port, new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = url,
                ["CHAOSLAB_OTLP_ENDPOINT"] = url,
                ["OTEL_SERVICE_NAME"] = "chaos",
                ["Logging__LogLevel__Default"] = "Warning",
                ["Lab__BridgeUrl"] = "http://127.0.0.1:1",
                ["Lab__Token"] = token,
                ["Lab__DataDirectory"] = directory.FullName,
                ["Lab__RunsDirectory"] = Path.Combine(directory.FullName, "runs"),
            });
        return new MeasuredIntake(program, directory, port, token);
    }

    /// <summary>Posts one export request.</summary>
    /// <exception cref="BenchmarkException">It is not taken.</exception>
    public async Task PostAsync(string signal, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-protobuf") } };
        using var response = await _client.PostAsync($"v1/{signal}", content);
        if (!response.IsSuccessStatusCode) throw new BenchmarkException($"The intake answered {(int)response.StatusCode} to {signal}.");
    }

    /// <summary>How many records of a signal ever came, and how many are kept.</summary>
    public async Task<(long Received, long Kept)> FiguresAsync(string signal)
    {
        var figures = (await JsonAsync("api/telemetry")).GetProperty(signal);
        return (figures.GetProperty("received").GetInt64(), figures.GetProperty("kept").GetInt64());
    }

    /// <summary>The newest value of one of the service's own metrics, which it exports to itself every second; the sum over its series.</summary>
    public async Task<double> OwnAsync(string metric)
        => (await JsonAsync($"api/metrics/series?service=chaos&name={metric}")).EnumerateArray().Sum(series => series.GetProperty("values").EnumerateArray().Last().GetDouble());

    /// <summary>How long an answer takes, in ms.</summary>
    public async Task<double> AskAsync(string path)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await JsonAsync(path);
        return clock.Elapsed.TotalMilliseconds;
    }

    public void Dispose()
    {
        _client.Dispose();
        _program.Dispose();
        _directory.Delete(recursive: true);
    }

    private async Task<JsonElement> JsonAsync(string path)
    {
        using var answer = JsonDocument.Parse(await _client.GetStringAsync(path));
        return answer.RootElement.Clone();
    }
}
