namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>The content of <c>artifacts/run/&lt;name&gt;.json</c>: how to reach a running lab. Readable by its owner only.</summary>
/// <param name="Name">The lab's name.</param>
/// <param name="BridgeUrl">Base address of the bridge, on loopback.</param>
/// <param name="Token">Bearer token of this run.</param>
/// <param name="Pid">Process id of the AppHost.</param>
/// <param name="ProcessStartTime">When that process started, UTC: together with the id it names one process.</param>
/// <param name="GatewayUrl">Where customers reach the shop.</param>
/// <param name="ConsoleUrl">Where the <c>chaos</c> service listens.</param>
/// <param name="AppHostDirectory">The directory of the AppHost project.</param>
/// <param name="Profile"><c>resilient</c> or <c>naive</c>.</param>
/// <param name="Infrastructure"><c>process</c> or <c>container</c>.</param>
/// <param name="Host"><c>Embedded</c> or <c>Aspire</c>.</param>
public sealed record LabLocation(
    string Name,
    string BridgeUrl,
    string Token,
    int Pid,
    DateTimeOffset ProcessStartTime,
    string? GatewayUrl,
    string? ConsoleUrl,
    string? AppHostDirectory,
    string? Profile,
    string? Infrastructure,
    string? Host);
