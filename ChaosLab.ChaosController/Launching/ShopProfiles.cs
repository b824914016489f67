namespace ChaosLab.ChaosController.Launching;

/// <summary>The profiles of the shop, by the names that the AppHost knows and tells them by.</summary>
internal static class ShopProfiles
{
    /// <summary>With its resilience patterns.</summary>
    public const string Resilient = "resilient";

    /// <summary>Without them.</summary>
    public const string Naive = "naive";
}
