namespace ChaosLab.Hosting.Options;

/// <summary>Where Redis, Postgres and HAProxy are to come from.</summary>
public enum InfrastructureChoice
{
    /// <summary>A container engine that answers, else local programs.</summary>
    Auto,

    /// <summary>Containers.</summary>
    Container,

    /// <summary>Programs of this machine.</summary>
    Process,
}
