namespace Aspire.Hosting.ApplicationModel;

/// <summary>The networks there are.</summary>
public static class KnownNetworkIdentifiers
{
    /// <summary>This machine.</summary>
    public static readonly NetworkIdentifier LocalhostNetwork = new("localhost");

    /// <summary>The Internet.</summary>
    public static readonly NetworkIdentifier PublicInternet = new(".");

    /// <summary>The containers' own.</summary>
    public static readonly NetworkIdentifier DefaultAspireContainerNetwork = new("aspire-container-network");
}
