using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults.Leases;

namespace ChaosLab.Hosting.Faults.Kinds.Edges;

/// <summary>What the kinds on edges work with.</summary>
internal sealed record EdgeTools(ProxyClient Proxy, EdgeSelection Edges, LeaseRenewal Leases, FaultBook Book, TimeProvider Time);
