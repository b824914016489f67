namespace ChaosLab.Hosting.Faults;

/// <summary>A choice that depends on nothing but the names and the seed.</summary>
internal static class SeededChoice
{
    /// <summary>The same names, in whatever order, and the same seed give the same one, on every machine and version.</summary>
    public static string Among(IEnumerable<string> names, int seed)
    {
        var sorted = names.Order(StringComparer.Ordinal).ToArray();
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(names));

        // SplitMix64, written out: the runtime's generator may change between versions.
        var mixed = unchecked((ulong)seed + 0x9E3779B97F4A7C15UL);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return sorted[(mixed ^ (mixed >> 31)) % (ulong)sorted.Length];
    }
}
