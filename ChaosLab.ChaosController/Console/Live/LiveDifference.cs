using System.Text.Json;
using ChaosLab.ChaosController.Console.Traffic;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Console.Live;

/// <summary>What is new between two states.</summary>
internal static class LiveDifference
{
    /// <summary>The parts that changed; null when none did.</summary>
    public static LiveUpdate? Between(LiveUpdate before, LiveUpdate after)
    {
        var nothing = new LiveUpdate(after.At);
        var update = nothing with
        {
            Lab = News(before.Lab, after.Lab),
            Bridge = News(before.Bridge, after.Bridge),
            Resources = News(before.Resources, after.Resources),
            Edges = News(before.Edges, after.Edges),
            Faults = News(before.Faults, after.Faults),
            Halt = News(before.Halt, after.Halt),
            Dependencies = News(before.Dependencies, after.Dependencies),
            Runs = News(before.Runs, after.Runs),
            Traffic = NewSeconds(before.Traffic, after.Traffic),
            Slo = News(before.Slo, after.Slo),
            Load = News(before.Load, after.Load),
        };
        return update == nothing ? null : update;
    }

    /// <summary>The newer state, in which every part that says the same as before is the same object as before.</summary>
    public static LiveUpdate Keep(LiveUpdate before, LiveUpdate after) => after with
    {
        Lab = News(before.Lab, after.Lab) ?? before.Lab,
        Bridge = News(before.Bridge, after.Bridge) ?? before.Bridge,
        Resources = News(before.Resources, after.Resources) ?? before.Resources,
        Edges = News(before.Edges, after.Edges) ?? before.Edges,
        Faults = News(before.Faults, after.Faults) ?? before.Faults,
        Halt = News(before.Halt, after.Halt) ?? before.Halt,
        Dependencies = News(before.Dependencies, after.Dependencies) ?? before.Dependencies,
        Runs = News(before.Runs, after.Runs) ?? before.Runs,
        Slo = News(before.Slo, after.Slo) ?? before.Slo,
        Load = News(before.Load, after.Load) ?? before.Load,
    };

    // By what is written: lists within records would be compared by identity.
    private static T? News<T>(T? before, T? after) where T : class
        => after is null || ReferenceEquals(before, after) || (before is not null && Written(before).AsSpan().SequenceEqual(Written(after))) ? null : after;

    private static byte[] Written<T>(T part) => JsonSerializer.SerializeToUtf8Bytes(part, WireJson.Options);

    private static TrafficSecond[]? NewSeconds(IReadOnlyList<TrafficSecond>? before, IReadOnlyList<TrafficSecond>? after)
    {
        if (after is null || ReferenceEquals(before, after)) return null;
        var known = (before ?? []).ToDictionary(second => second.Second);
        TrafficSecond[] fresh = [.. after.Where(second => known.GetValueOrDefault(second.Second) != second)];
        return fresh.Length == 0 ? null : fresh;
    }
}
