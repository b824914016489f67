namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>Numbers that look random and depend on nothing but the seed and how many were drawn before.</summary>
internal sealed class SeededChance(int seed)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15UL;

    private long _drawn;

    /// <summary>The next number, 0 up to but not including 1.</summary>
    public double Next()
    {
        // SplitMix64, written out: the runtime's generator may change between versions, and takes one thread at a time.
        var mixed = unchecked((ulong)seed + (ulong)Interlocked.Increment(ref _drawn) * Gamma);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
