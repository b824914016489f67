using System.Text.Json.Nodes;

namespace ChaosLab.ChaosController.Experiments;

/// <summary>Chaos Toolkit's <c>http</c> provider; its output is <c>{status, headers, body}</c>.</summary>
/// <param name="Url">An absolute http or https address.</param>
/// <param name="Method">The HTTP method; GET when left out.</param>
/// <param name="Headers">Headers sent.</param>
/// <param name="Arguments">Query values of a GET, the JSON body or form of others; null means none.</param>
/// <param name="ConnectTimeout">How long connecting may take; null means no limit of its own.</param>
/// <param name="Timeout">How long the answer may take; null means the runner's limit.</param>
/// <param name="ExpectedStatus">Another status fails the activity; null means any is fine.</param>
/// <param name="VerifyTls">Whether the server's certificate must be valid.</param>
/// <param name="MaxRetries">How often a failed connection is tried again; 0 when left out.</param>
internal sealed record HttpProvider(
    string Url,
    string Method,
    IReadOnlyDictionary<string, string> Headers,
    JsonNode? Arguments,
    TimeSpan? ConnectTimeout,
    TimeSpan? Timeout,
    int? ExpectedStatus,
    bool VerifyTls,
    int MaxRetries) : Provider;
