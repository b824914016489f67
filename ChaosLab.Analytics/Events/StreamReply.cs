using StackExchange.Redis;

namespace ChaosLab.Analytics.Events;

/// <summary>Reads the nested arrays that Redis answers to stream commands.</summary>
internal static class StreamReply
{
    /// <summary>The entries in an answer to XREAD of one stream; none when there is nothing new.</summary>
    public static IReadOnlyList<StreamEntry> OfRead(RedisResult reply)
    {
        if (reply.IsNull)
            return [];

        var streams = (RedisResult[])reply!;
        return streams is [var stream] ? OfRange(((RedisResult[])stream!)[1]) : [];
    }

    /// <summary>The entries in an answer to XRANGE or XREVRANGE.</summary>
    public static IReadOnlyList<StreamEntry> OfRange(RedisResult reply) =>
        reply.IsNull ? [] : [.. ((RedisResult[])reply!).Select(Entry)];

    private static StreamEntry Entry(RedisResult reply)
    {
        var parts = (RedisResult[])reply!;
        if (!StreamId.TryParse((string?)parts[0], out var id))
            throw new InvalidDataException($"Redis answered with the stream id '{(string?)parts[0]}', which is none.");

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!parts[1].IsNull)
        {
            foreach (var pair in ((RedisResult[])parts[1]!).Chunk(2))
                fields[(string?)pair[0] ?? ""] = (string?)pair[^1] ?? "";
        }

        return new(id, fields);
    }
}
