namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>A named edge between two parts of the shop, with its live figures.</summary>
/// <param name="Name">For example <c>web->payment</c>.</param>
/// <param name="From">Who calls.</param>
/// <param name="To">Who is called.</param>
/// <param name="Protocol"><c>http</c>, <c>redis</c>, <c>postgres</c> or <c>tcp</c>.</param>
/// <param name="Listen">Where the proxy listens for the caller, as host:port.</param>
/// <param name="Upstream">Where the called one listens, as host:port.</param>
/// <param name="Enabled">Whether it takes connections.</param>
/// <param name="Connections">Connections open now.</param>
/// <param name="ConnectionsTotal">Connections since the proxy started.</param>
/// <param name="BytesUp">Bytes from the caller since the proxy started.</param>
/// <param name="BytesDown">Bytes to the caller since the proxy started.</param>
/// <param name="RequestsPerSecond">Requests in a second, where the protocol is known; null otherwise.</param>
/// <param name="Toxics">What acts on it now, one text for each toxic.</param>
/// <param name="Faults">The ids of the faults that act on it now.</param>
public sealed record EdgeStatus(
    string Name,
    string From,
    string To,
    string Protocol,
    string Listen,
    string Upstream,
    bool Enabled,
    long Connections,
    long ConnectionsTotal,
    long BytesUp,
    long BytesDown,
    double? RequestsPerSecond,
    IReadOnlyList<string> Toxics,
    IReadOnlyList<string> Faults);
