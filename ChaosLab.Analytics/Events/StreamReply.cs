using StackExchange.Redis;

namespace ChaosLab.Analytics.Events;

/// <summary>Reads the nested arrays that Redis answers to stream commands.</summary>
internal static class StreamReply
{
    /// <summary>The entries in an answer to XREAD of one stream; none when there is nothing new.</summary>
    public static IReadOnlyList<StreamEntry> OfRead(RedisResult reply) =>
        Parts(reply) is [var stream] && Parts(stream) is [_, var entries] ? OfRange(entries) : [];

    /// <summary>The entries in an answer to XRANGE or XREVRANGE.</summary>
    public static IReadOnlyList<StreamEntry> OfRange(RedisResult reply) => [.. Parts(reply).Select(Entry)];

    private static StreamEntry Entry(RedisResult reply)
    {
        if (Parts(reply) is not [var place, var content] || !StreamId.TryParse((string?)place, out var id))
            throw new InvalidDataException("Redis answered with something that is no stream entry.");

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Parts(content).Chunk(2))
            fields[(string?)pair[0] ?? ""] = (string?)pair[^1] ?? "";
        return new(id, fields);
    }

    private static RedisResult[] Parts(RedisResult reply) => reply.IsNull ? [] : (RedisResult[]?)reply ?? [];
}
