namespace ChaosLab.ChaosController.Experiments;

/// <summary>The load during a run: open loop, on the lab's gateway.</summary>
internal sealed record LoadSpec
{
    /// <summary>One after the other; the last one lasts to the end of the run. Never empty unless <see cref="Command"/> is given.</summary>
    public IReadOnlyList<LoadPhase> Phases { get; init; } = [];

    /// <summary>Weights of the operations: <c>browse</c>, <c>search</c>, <c>purchase</c>, <c>return</c>, <c>orders</c>. Default: 80, 5, 10, 1, 4.</summary>
    public IReadOnlyDictionary<string, double> Mix { get; init; } = StandardMix;

    /// <summary>The greatest number of connections at once; 1 to 1,024, 64 when left out.</summary>
    public int Connections { get; init; } = 64;

    /// <summary>What takes longer counts as an error; more than 0, 5 s when left out.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long at most load goes before it that counts nowhere, so that a lab that has just started does not have the compiling of its code
    /// judged; it ends as soon as the shop answers as usual. 15 s when left out, 0 for none; a <see cref="Command"/> has none.
    /// </summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long it runs before the method starts, for the baseline; 5 s when left out.</summary>
    public TimeSpan Lead { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long it runs on after the method and the recovery of every fault; 5 s when left out.</summary>
    public TimeSpan Tail { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A program that makes the load instead (k6, Artillery, anything): program and arguments; null means ChaosLab's own generator.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    public static IReadOnlyDictionary<string, double> StandardMix { get; } = new Dictionary<string, double>
    {
        ["browse"] = 80, ["search"] = 5, ["purchase"] = 10, ["return"] = 1, ["orders"] = 4,
    };
}
