namespace ChaosLab.Hosting;

/// <summary>Which of the two hosts this AppHost was built against.</summary>
public static class LabHost
{
    /// <summary><c>Embedded</c> or <c>Aspire</c>.</summary>
    public static string Name { get; } =
        typeof(DistributedApplication).Assembly.GetName().Name == "Aspire.Hosting" ? "Aspire" : "Embedded";

    /// <summary>The first line that an AppHost prints.</summary>
    public static string Banner => $"ChaosLab host: {Name}";
}
