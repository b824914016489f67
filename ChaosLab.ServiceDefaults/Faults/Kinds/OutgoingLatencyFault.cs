namespace ChaosLab.ServiceDefaults.Faults.Kinds;

/// <summary>Calls to a dependency wait before they leave.</summary>
internal sealed class OutgoingLatencyFault(DependencyRegistry dependencies) : IServiceFaultKind
{
    public string Name => "outgoing-latency";

    public IReadOnlyList<FaultSetting> Settings { get; } =
        [OutgoingFault.DependencySetting(dependencies), .. LatencyDistribution.Settings, FaultSetting.Rate, FaultSetting.Seed];

    public string Claim(FaultSettings settings) => $"latency of calls to {settings.Word(OutgoingFault.Dependency)}";

    public IServiceFault Start(FaultSettings settings) => new OutgoingLatency(settings, new SeededChance(settings.Whole(FaultSetting.Seed.Name)));
}

/// <summary>An <see cref="OutgoingLatencyFault"/> that acts.</summary>
internal sealed class OutgoingLatency(FaultSettings settings, SeededChance chance) : OutgoingFault(settings, chance)
{
    private readonly LatencyDistribution _latency = new(settings, chance);

    /// <summary>How long the attempt waits; its time-outs count it.</summary>
    public TimeSpan Next() => _latency.Next();
}
