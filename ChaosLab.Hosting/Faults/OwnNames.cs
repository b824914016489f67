namespace ChaosLab.Hosting.Faults;

/// <summary>How the lab's own faults are told, where they act, from what others have put there.</summary>
internal static class OwnNames
{
    /// <summary>What the names of the lab's toxics, and the ids of its faults in services, begin with.</summary>
    public const string Prefix = "lab-";

    /// <summary>Whether the lab has given a name.</summary>
    public static bool Has(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);
}
