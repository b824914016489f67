namespace ChaosLab.EmbeddedHost.Containers;

/// <summary>The labels by which the lab knows its own containers; nothing without them is ever touched.</summary>
internal static class ContainerLabels
{
    /// <summary>The run that made it.</summary>
    public const string Run = "chaoslab.run";

    /// <summary>The resource it is.</summary>
    public const string Resource = "chaoslab.resource";

    /// <summary>The program that made it, as <c>{pid}:{start}</c>.</summary>
    public const string Owner = "chaoslab.owner";
}
