using System.Text.Json.Serialization;
using ChaosLab.Proxy.Engine;
using ChaosLab.Proxy.Toxics;

namespace ChaosLab.Proxy.Api;

/// <summary>A toxic as Toxiproxy writes it; <c>ttl</c> and <c>remaining</c> (ms) only when it has a ttl, <c>seed</c> when it was given.</summary>
internal sealed record ToxicView(
    IReadOnlyDictionary<string, object> Attributes,
    string Name,
    string Type,
    string Stream,
    double Toxicity,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Ttl,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Remaining,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Seed)
{
    public static ToxicView Of(ToxicEntry entry) => new(
        entry.Toxic.Attributes, entry.Name, entry.Toxic.Type, ToxicWords.Of(entry.Stream), entry.Toxicity,
        (long?)entry.Ttl?.TotalMilliseconds,
        entry.Ttl is null ? null : Math.Max(0, (entry.Deadline - LoopClock.Now) / 1000),
        entry.Chance.IsOwn ? entry.Chance.Seed : null);
}
