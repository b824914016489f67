namespace ChaosLab.Proxy.Start;

/// <summary>What the command line said; null where it said nothing.</summary>
internal sealed record Flags(
    string? Listen, string? Upstream, string? Name, string? Protocol, long? Seed, string? Api, string? TokenFile, string? DecisionFile,
    EngineChoice Engine, int Loops);
