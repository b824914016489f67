namespace ChaosLab.Hosting.Gateway;

/// <summary>Where requests go.</summary>
/// <param name="Name">The name of the group of servers.</param>
/// <param name="Paths">Paths, with everything below them; empty means whatever no other route takes.</param>
/// <param name="Servers">The servers, in order.</param>
internal sealed record GatewayRoute(string Name, IReadOnlyList<string> Paths, IReadOnlyList<GatewayServer> Servers);

/// <summary>A server behind the gateway.</summary>
/// <param name="Name">The resource's name.</param>
/// <param name="Address">Host name or address.</param>
/// <param name="Port">Port.</param>
internal sealed record GatewayServer(string Name, string Address, int Port);

/// <summary>Everything the gateway's configuration is made from.</summary>
/// <param name="BindAddress">The address it listens on.</param>
/// <param name="BindPort">The port it listens on.</param>
/// <param name="StatsSocket">Path of its control socket, or null for none.</param>
/// <param name="Routes">Where requests go.</param>
internal sealed record GatewayPlan(string BindAddress, int BindPort, string? StatsSocket, IReadOnlyList<GatewayRoute> Routes);
