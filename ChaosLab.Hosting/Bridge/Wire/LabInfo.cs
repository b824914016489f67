namespace ChaosLab.Hosting.Bridge.Wire;

/// <summary>The running lab as a whole.</summary>
/// <param name="Name">The lab's name, unique on this machine.</param>
/// <param name="Host"><c>Embedded</c> or <c>Aspire</c>.</param>
/// <param name="Profile"><c>resilient</c> or <c>naive</c>.</param>
/// <param name="Infrastructure"><c>process</c> or <c>container</c>: what was really chosen.</param>
/// <param name="StartedAt">When the AppHost began to start the lab.</param>
/// <param name="Pid">Process id of the AppHost.</param>
/// <param name="GatewayUrl">Where customers reach the shop.</param>
/// <param name="ConsoleUrl">Where the <c>chaos</c> service listens.</param>
/// <param name="Ready">Whether all resources that start by themselves are healthy.</param>
/// <param name="Failure">Why the lab could not start, or null.</param>
public sealed record LabInfo(
    string Name,
    string Host,
    string Profile,
    string Infrastructure,
    DateTimeOffset StartedAt,
    int Pid,
    string? GatewayUrl,
    string? ConsoleUrl,
    bool Ready,
    string? Failure);
