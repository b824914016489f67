using System.Net;
using System.Net.Http.Json;
using ChaosLab.ServiceDefaults.Faults.Control;
using Microsoft.Extensions.Configuration;

namespace ChaosLab.ServiceDefaults.Faults.Kinds;

/// <summary>Requests to another service are answered with an error before they leave.</summary>
internal sealed class OutgoingStatusFault(IConfiguration configuration) : IServiceFaultKind
{
    /// <summary>The setting that says which status.</summary>
    public const string Status = "status";

    public string Name => "outgoing-status";

    public IReadOnlyList<FaultSetting> Settings { get; } =
    [
        NameFault.ServiceSetting(configuration), FaultSetting.Whole(Status, 400, 599, 503), FaultSetting.Route, FaultSetting.Method, FaultSetting.Rate,
        FaultSetting.Seed,
    ];

    public string Claim(FaultSettings settings) => $"answers of {settings.Word(NameFault.Service)}";

    public IServiceFault Start(FaultSettings settings) => new OutgoingStatus(settings);
}

/// <summary>An <see cref="OutgoingStatusFault"/> that acts.</summary>
internal sealed class OutgoingStatus(FaultSettings settings) : OutgoingFault(settings, new SeededChance(settings.Whole(FaultSetting.Seed.Name)))
{
    private readonly string _host = settings.Word(NameFault.Service);
    private readonly HttpStatusCode _status = (HttpStatusCode)settings.Whole(OutgoingStatusFault.Status);
    private readonly string? _route = settings.Text(FaultSetting.Route.Name);
    private readonly string? _method = settings.Text(FaultSetting.Method.Name);

    /// <summary>Whether it acts on such a request; whether it hits this one is chance.</summary>
    public bool Matches(HttpRequestMessage request)
        => request.RequestUri is { } address && address.Host == _host
            && (_method is null || request.Method.Method == _method)
            && (_route is null || IsBelow(address.AbsolutePath, _route.TrimEnd('/')));

    /// <summary>The answer, as the other service would give it.</summary>
    public HttpResponseMessage Answer(HttpRequestMessage request) => new(_status)
    {
        RequestMessage = request,
        Content = JsonContent.Create(
            new ProblemAnswer((int)_status, "injected fault"), FaultJson.Default.ProblemAnswer, new("application/problem+json")),
    };

    private static bool IsBelow(string path, string route)
        => path.StartsWith(route, StringComparison.Ordinal) && (path.Length == route.Length || path[route.Length] == '/');
}

/// <summary>The body of an injected answer (RFC 9457).</summary>
/// <param name="Status">The status.</param>
/// <param name="Title">What it is.</param>
internal sealed record ProblemAnswer(int Status, string Title);
