using System.Globalization;

namespace ChaosLab.ChaosController.Running;

/// <summary>
/// Every random choice of a run comes from here: the same seed and the same questions in the same order give the same answers,
/// and each is written down, so that a replay can be compared.
/// </summary>
internal sealed class SeededDecisions(int seed)
{
    private readonly Lock _gate = new();
    private readonly List<string> _made = [];

    public int Seed { get; } = seed;

    /// <summary>What was decided so far, in order.</summary>
    public IReadOnlyList<string> Made
    {
        get
        {
            lock (_gate) return [.. _made];
        }
    }

    /// <summary>A seed of its own for something that decides by itself; it depends on the run's seed and on the name only.</summary>
    public int SeedFor(string what)
    {
        var derived = Derive(what);
        Note(string.Create(CultureInfo.InvariantCulture, $"seed for {what}: {derived}"));
        return derived;
    }

    /// <summary>One of the choices; it depends on the run's seed, the question and the choices only.</summary>
    public T Choose<T>(string question, IReadOnlyList<T> choices, int? seed = null)
    {
        // The seed decides, not the time: System.Random with a seed is stable across runs of one .NET version.
#pragma warning disable CA5394 // Repeatable, not secret.
        var index = new Random(seed is { } own ? Mix(own, question) : Derive(question)).Next(choices.Count);
#pragma warning restore CA5394
        Note($"{question}: {choices[index]} of {string.Join(", ", choices)}");
        return choices[index];
    }

    /// <summary>Writes down a decision that was made elsewhere.</summary>
    public void Note(string decision)
    {
        lock (_gate) _made.Add(decision);
    }

    private int Derive(string what) => Mix(Seed, what);

    // FNV-1a (Fowler, Noll, Vo), 32 bits: string.GetHashCode differs from process to process.
    private static int Mix(int seed, string text)
    {
        var hash = 2166136261u;
        foreach (var unit in $"{seed.ToString(CultureInfo.InvariantCulture)}/{text}") hash = (hash ^ unit) * 16777619u;
        return (int)(hash & 0x7FFFFFFF);
    }
}
