using System.Globalization;
using System.Text;
using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Decisions;

/// <summary>
/// The chances of one toxic on one connection. They depend on the seed, the edge, the number that the connection has for
/// the toxic, the toxic's name and the direction, and on nothing else, so the same seed decides the same again.
/// </summary>
internal sealed class Chances
{
    private readonly DecisionLog _log;
    private readonly string _edge;
    private readonly long _connection;
    private readonly string _stream;
    private readonly string _toxic;
    private readonly double _share;
    private ulong _state;
    private long _drawn;

    public Chances(long seed, string edge, long connection, string toxic, StreamDirection stream, DecisionLog log)
    {
        _log = log;
        _edge = edge;
        _connection = connection;
        _stream = stream == StreamDirection.Upstream ? "upstream" : "downstream";
        _toxic = toxic;
        _state = Hash(string.Create(CultureInfo.InvariantCulture, $"{seed}\n{edge}\n{connection}\n{toxic}\n{_stream}"));
        _share = Draw();
    }

    /// <summary>Whether a toxic of this toxicity acts on this connection; a higher toxicity only adds connections.</summary>
    public bool Hits(double toxicity)
    {
        var hits = _share < toxicity;
        Note("hit", hits ? 1 : 0);
        return hits;
    }

    /// <summary>An even chance from 0 up to, not including, 1.</summary>
    public double Next()
    {
        _drawn++;
        return Draw();
    }

    /// <summary>An even chance of a whole number from <paramref name="least"/> up to, not including, <paramref name="end"/>.</summary>
    public long Next(long least, long end) => end <= least ? least : least + (long)(Next() * (end - least));

    /// <summary>Writes down what followed from the chances, if decisions are logged.</summary>
    public void Note(string decision, long value)
    {
        if (!_log.IsOn) return;
        _log.Write(new Decision(_edge, _connection, _stream, _toxic, decision, _drawn, value));
    }

    // FNV-1a over the words, so that it stays the same on every machine and in every version of .NET.
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var part in Encoding.UTF8.GetBytes(text)) hash = (hash ^ part) * 1099511628211UL;
        return hash;
    }

    // SplitMix64.
    private double Draw()
    {
        var z = _state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
