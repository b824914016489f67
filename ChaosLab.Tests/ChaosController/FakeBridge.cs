using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Tests.ChaosController;

/// <summary>A bridge with the AppHost's contract and scripted answers, over real HTTP on loopback; it is its own shop, too.</summary>
internal sealed partial class FakeBridge : IAsyncDisposable
{
    public const string Token = "a-token-of-one-test-run";

    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly WebApplication _app;
    private volatile bool _injected;
    private int _healthAsked;
    private int _beats;

    private FakeBridge()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddProblemDetails();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Use((context, next) => context.Request.Path == "/health" || context.Request.Headers.Authorization == $"Bearer {Token}"
            ? next(context)
            : Results.Problem(statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(context));
        MapNews();
        MapQuestions();
        MapChanges();
    }

    public string Url => _app.Urls.Single();

    /// <summary>What was asked that changes something, in order.</summary>
    public List<string> Changes { get; } = [];

    /// <summary>Who injected, in order.</summary>
    public List<string> Owners { get; } = [];

    /// <summary>The states a fault goes through; the last one stays.</summary>
    public string[] FaultStates { get; set; } = ["requested", "active", "recovered"];

    /// <summary>Whether a fault's events go on after the last state, instead of ending.</summary>
    public bool FaultGoesOn { get; set; }

    /// <summary>What the answer to an injection waits for; the fault is in place before.</summary>
    public Task InjectAnswer { get; set; } = Task.CompletedTask;

    /// <summary>Whether the connection is cut instead of an answer to an injection.</summary>
    public bool InjectIsCutOff { get; set; }

    /// <summary>Why faults of a kind would be refused.</summary>
    public Dictionary<string, string> Refusals { get; } = [];

    /// <summary>What was asked whether it would be refused: kind, target and whether it is forced.</summary>
    public List<(string Kind, string Target, bool Force)> Checked { get; } = [];

    /// <summary>When its faults were asked for; they act 12 ms later.</summary>
    public DateTimeOffset FaultsAt { get; set; } = Start;

    /// <summary>Whether no fault is active before an injection.</summary>
    public bool ActiveOnlyOnceInjected { get; set; }

    /// <summary>The state and health of web-1.</summary>
    public (string State, string? Health) Web { get; set; } = ("Running", "Healthy");

    /// <summary>How often web-1 was started again.</summary>
    public int WebRestarts { get; set; }

    /// <summary>Whether web-1 is down because somebody asked for it.</summary>
    public bool WebStopped { get; set; }

    /// <summary>The faults that act on web-1.</summary>
    public string[] WebFaults { get; set; } = [];

    /// <summary>Where the shop is; null stands for this bridge itself.</summary>
    public string? GatewayUrl { get; set; }

    /// <summary>What the answer to a question about health waits for.</summary>
    public Task HealthAnswer { get; set; } = Task.CompletedTask;

    /// <summary>How often somebody asked about health.</summary>
    public int HealthAsked => Volatile.Read(ref _healthAsked);

    /// <summary>How often the controller said that it lives.</summary>
    public int Beats => Volatile.Read(ref _beats);

    public string ShopHealth { get; set; } = """{"status":"ok"}""";

    public bool RestoreSucceeds { get; set; } = true;

    /// <summary>Whether the lab is halted already.</summary>
    public bool IsHalted { get; set; }

    /// <summary>How many questions whether it is halted are cut off.</summary>
    public int HaltCuts { get; set; }

    /// <summary>What a halt could not undo.</summary>
    public string[] HaltProblems { get; set; } = [];

    /// <summary>What a halt found that nobody had injected through the bridge.</summary>
    public string[] HaltFound { get; set; } = [];

    public static async Task<FakeBridge> StartAsync()
    {
        var bridge = new FakeBridge();
        await bridge._app.StartAsync();
        return bridge;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void MapQuestions()
    {
        _app.MapGet("/health", async (CancellationToken ct) =>
        {
            Interlocked.Increment(ref _healthAsked);
            await HealthAnswer.WaitAsync(ct);
            return Results.Text(ShopHealth, "application/json");
        });
        _app.MapGet("/lab", () => Results.Json(new
        {
            name = "default", host = "Embedded", profile = "resilient", infrastructure = "process", startedAt = Start,
            pid = Environment.ProcessId, gatewayUrl = GatewayUrl ?? Url, consoleUrl = Url, ready = true,
        }));
        _app.MapGet("/resources", () => Results.Json(new[]
        {
            Resource("web-1", "Project", Web.State, Web.Health, explicitStart: false),
            Resource("web-3", "Project", "NotStarted", null, explicitStart: true),
            Resource("payment", "Project", "Running", "Healthy", explicitStart: false),
        }));
        _app.MapGet("/resources/{name}/logs", (string name, int tail) => Results.Text($"{name} line 1\n\u001b[33m{name} [bracketed] line 2 of {tail}\u001b[0m\n"));
        _app.MapGet("/faults", () => Results.Json(new object[]
        {
            Kind("kill", ["web-1", "payment"]),
            Kind("pause", ["web-1", "payment"], new { name = "forSeconds", unit = "s", @default = 30, minimum = 1, maximum = 600 }),
            Kind("outage", ["payment"], new { name = "forSeconds", unit = "s", minimum = 1, maximum = 600 }),
            Kind("random-kill", ["lab"]),
            Kind("latency", ["web->payment"], new { name = "latency", unit = "ms", @default = 200, minimum = 1, maximum = 60000, description = "How much later." }),
        }));
        _app.MapGet("/edges", () => Results.Json(new[]
        {
            new
            {
                name = "web->payment", from = "web", to = "payment", protocol = "http", listen = "127.0.0.1:18010", upstream = "127.0.0.1:18005", enabled = true,
                connections = 2, connectionsTotal = 9, bytesUp = 1500, bytesDown = 2_500_000, requestsPerSecond = 12.5,
                toxics = new[] { "latency downstream (latency=200)" }, faults = new[] { "f-1" },
            },
        }));
        _app.MapGet("/halt", (HttpContext context) =>
        {
            if (HaltCuts > 0)
            {
                HaltCuts--;
                context.Abort();
            }

            return Results.Json(new { halted = IsHalted, reason = IsHalted ? "enough" : null });
        });
        _app.MapGet("/faults/active", () => Results.Json(ActiveOnlyOnceInjected && !_injected ? [] : new[] { Fault("active", "outage", "payment", null) }));
        _app.MapGet("/faults/{id}", (string id) => id == "f-1"
            ? Results.Json(Fault(FaultStates[^1], "outage", "payment", null))
            : Results.Problem("There is no such fault.", statusCode: 404));
        _app.MapGet("/faults/{id}/events", EventsAsync);
    }

    private void MapChanges()
    {
        _app.MapPost("/faults", async (HttpContext context, JsonElement body) =>
        {
            var asked = JsonNode.Parse(body.GetRawText())!.AsObject();
            if (asked["owner"] is { } owner) Owners.Add(owner.GetValue<string>());
            asked.Remove("owner");
            Changes.Add("inject " + asked.ToJsonString(Plain));
            _injected = true;
            await InjectAnswer.WaitAsync(context.RequestAborted);
            if (InjectIsCutOff) context.Abort();
            var seed = body.TryGetProperty("seed", out var given) ? given.GetInt32() : (int?)null;
            return Results.Json(
                Fault(FaultStates[0], body.GetProperty("kind").GetString()!, body.GetProperty("target").GetString()!, seed), statusCode: 202);
        });
        _app.MapPost("/faults/check", (JsonElement body) =>
        {
            var (kind, target) = (body.GetProperty("kind").GetString()!, body.GetProperty("target").GetString()!);
            Checked.Add((kind, target, body.TryGetProperty("force", out var force) && force.ValueKind == JsonValueKind.True));
            return Results.Json(new { problem = Refusals.GetValueOrDefault(kind) });
        });
        _app.MapPost("/heartbeat", () =>
        {
            Interlocked.Increment(ref _beats);
            return Results.NoContent();
        });
        _app.MapDelete("/faults/{id}", (string id) =>
        {
            Changes.Add("lift " + id);
            return Results.Json(Fault("lifted", "outage", "payment", null));
        });
        _app.MapPost("/resources/{name}/commands/{command}", (string name, string command) =>
        {
            Changes.Add($"{command} {name}");
            return command == "refuse"
                ? Results.Problem("It does not want to.", statusCode: 409)
                : Results.Json(new { success = true, message = "done" });
        });
        _app.MapPost("/halt", (JsonElement body) =>
        {
            Changes.Add($"halt {body.GetProperty("reason").GetString()}");
            return Results.Json(new { halted = true, reason = "enough", since = Start, undone = 3, milliseconds = 12.4, problems = HaltProblems, found = HaltFound });
        });
        _app.MapDelete("/halt", () =>
        {
            Changes.Add("release");
            return Results.Json(new { halted = false });
        });
        _app.MapPost("/restore", () =>
        {
            Changes.Add("restore");
            return Results.Text(
                Line(new { at = Start, message = "starting web-1" })
                + Line(new { done = true, success = RestoreSucceeds, message = RestoreSucceeds ? "all healthy" : "postgres is not healthy" }),
                "application/x-ndjson");
        });
    }

    private async Task EventsAsync(HttpContext context)
    {
        context.Response.ContentType = "application/x-ndjson";
        foreach (var state in FaultStates)
        {
            await context.Response.WriteAsync(Line(Fault(state, "outage", "payment", null)), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }

        if (FaultGoesOn) await Task.Delay(Timeout.Infinite, context.RequestAborted);
    }

    private object Resource(string name, string type, string state, string? health, bool explicitStart) => new
    {
        name, type, state, health, explicitStart, stopped = name == "web-1" && WebStopped, restarts = name == "web-1" ? WebRestarts : 0,
        pid = explicitStart ? (int?)null : 4711,
        endpoints = explicitStart ? [] : new[] { new { name = "http", url = Url } },
        commands = Array.Empty<object>(),
        activeFaults = name == "web-1" ? WebFaults : [],
    };

    private static object Kind(string kind, string[] targets, params object[] parameters)
        => new { kind, description = $"what {kind} does", targets, parameters };

    private object Fault(string state, string kind, string target, int? seed, string? owner = null) => new
    {
        id = "f-1", kind, target, seed, state,
        requestedAt = FaultsAt,
        actedAt = state == "requested" ? (DateTimeOffset?)null : FaultsAt.AddMilliseconds(12),
        effectSeenAt = state is "requested" or "noEffect" or "failed" ? (DateTimeOffset?)null : FaultsAt.AddMilliseconds(54),
        recoveredAt = state == "recovered" ? FaultsAt.AddMilliseconds(1852) : (DateTimeOffset?)null,
        message = state == "failed" ? "the process is not ours" : null,
        owner,
    };

    private static string Line(object value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web) + "\n";
}
