namespace Aspire.Hosting.ApplicationModel;

/// <summary>Where an endpoint is on one network.</summary>
/// <param name="Snapshot">The place, once it is known.</param>
/// <param name="NetworkID">The network.</param>
public record class NetworkEndpointSnapshot(ValueSnapshot<AllocatedEndpoint> Snapshot, NetworkIdentifier NetworkID);
