using System.Numerics;

namespace ChaosLab.ChaosController.Load.Figures;

/// <summary>
/// Counts of durations in buckets that are as wide as 1/64 of their octave (log-linear, as in HdrHistogram): 1 µs to
/// 1 h, with less than 1 % error whatever the scale. An octave takes memory only once something fell into it.
/// </summary>
internal sealed class LatencyHistogram
{
    /// <summary>The greatest value that is told apart, in µs: 1 h. What is greater counts as this.</summary>
    public const long Greatest = 3_600_000_000;

    private const int Bits = 6;
    private const int Buckets = 1 << Bits;
    private const int Octaves = 32 - Bits + 1;

    private readonly int[]?[] _octaves = new int[Octaves][];

    /// <summary>How many values were added.</summary>
    public long Count { get; private set; }

    /// <summary>The greatest value added, in µs, exactly; 0 without any.</summary>
    public long Max { get; private set; }

    /// <summary>Counts one value, or several that are equal.</summary>
    /// <param name="microseconds">Below 0 counts as 0.</param>
    /// <param name="count">How many.</param>
    public void Add(long microseconds, int count = 1)
    {
        var value = Math.Clamp(microseconds, 0, Greatest);
        var octave = OctaveOf(value);
        (_octaves[octave] ??= new int[Buckets])[BucketOf(value, octave)] += count;
        Count += count;
        Max = Math.Max(Max, value);
    }

    /// <summary>Adds everything another one counted.</summary>
    public void Add(LatencyHistogram other)
    {
        for (var octave = 0; octave < Octaves; octave++)
        {
            if (other._octaves[octave] is not { } theirs) continue;
            var ours = _octaves[octave] ??= new int[Buckets];
            for (var bucket = 0; bucket < Buckets; bucket++) ours[bucket] += theirs[bucket];
        }

        Count += other.Count;
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>The least value that at least this share of the values do not exceed (nearest rank), in µs, within 1 %.</summary>
    /// <param name="share">More than 0, at most 1.</param>
    /// <returns>Null without any value.</returns>
    public double? Quantile(double share)
    {
        if (Count == 0) return null;

        // The product of 0.95 and 20 must not become 20 because it is not quite 19.
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count - 1e-9));
        long seen = 0;
        for (var octave = 0; octave < Octaves; octave++)
        {
            if (_octaves[octave] is not { } counts) continue;
            for (var bucket = 0; bucket < Buckets; bucket++)
            {
                seen += counts[bucket];
                if (seen >= rank) return Math.Min(Middle(octave, bucket), Max);
            }
        }

        return Max;
    }

    /// <summary>The share of the values that are certainly above this, to the bucket; 0 without any.</summary>
    public double ShareAbove(long microseconds)
    {
        if (Count == 0) return 0;
        var limit = OctaveOf(microseconds);
        var first = BucketOf(microseconds, limit) + 1;
        long above = 0;
        for (var octave = limit; octave < Octaves; octave++)
        {
            if (_octaves[octave] is not { } counts) continue;
            for (var bucket = octave == limit ? first : 0; bucket < Buckets; bucket++) above += counts[bucket];
        }

        return (double)above / Count;
    }

    // Octave 0 holds 0 to 63 µs singly; octave k starts at 2^(k+5) µs, its buckets are 2^(k-1) µs wide.
    private static int OctaveOf(long value) => value < Buckets ? 0 : BitOperations.Log2((ulong)value) - Bits + 1;

    private static int BucketOf(long value, int octave)
        => octave == 0 ? (int)value : (int)((value >> (octave - 1)) - Buckets);

    private static double Middle(int octave, int bucket)
    {
        if (octave == 0) return bucket;
        var width = 1L << (octave - 1);
        return (Buckets + bucket) * width + (width - 1) / 2.0;
    }
}
