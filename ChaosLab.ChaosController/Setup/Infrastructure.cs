namespace ChaosLab.ChaosController.Setup;

/// <summary>Where Redis, Postgres and HAProxy come from.</summary>
internal static class Infrastructure
{
    /// <summary>Containers when an engine answers, else local programs.</summary>
    public const string Auto = "auto";

    public const string Container = "container";

    public const string Process = "process";
}
