namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>A fault that acts, and until when unless it is renewed.</summary>
internal sealed class LeasedFault(
    string id, IServiceFaultKind kind, IReadOnlyDictionary<string, string> given, FaultSettings settings, IServiceFault fault, DateTimeOffset since)
{
    public string Id => id;

    public IServiceFaultKind Kind => kind;

    public FaultSettings Settings => settings;

    public IServiceFault Fault => fault;

    public DateTimeOffset Since => since;

    public string? Claim { get; } = kind.Claim(settings);

    /// <summary>The timestamp at which it ends.</summary>
    public long EndsAt { get; set; }

    /// <summary>Whether the same was asked for.</summary>
    public bool IsSame(string otherKind, IReadOnlyDictionary<string, string> otherGiven)
        => kind.Name == otherKind && given.Count == otherGiven.Count
            && given.All(pair => otherGiven.TryGetValue(pair.Key, out var value) && value == pair.Value);
}
