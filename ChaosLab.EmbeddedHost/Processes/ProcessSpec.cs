namespace ChaosLab.EmbeddedHost.Processes;

/// <summary>What to start.</summary>
internal sealed record ProcessSpec
{
    /// <summary>Name or path of the program.</summary>
    public required string Program { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public required string WorkingDirectory { get; init; }

    /// <summary>The whole environment: nothing else is inherited.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Called for each line of output, from a thread of the pool; the flag says that it came over standard error.</summary>
    public required Action<string, bool> OnLine { get; init; }
}
