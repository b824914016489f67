using System.Text.Encodings.Web;
using System.Text.Json;
using ChaosLab.Proxy.Logs;

namespace ChaosLab.Proxy.Decisions;

/// <summary>Every decision as a line of JSON: the last ones in memory, all of them in a file when one is given.</summary>
internal sealed class DecisionLog : IDisposable
{
    /// <summary>How many decisions are kept in memory.</summary>
    public const int Kept = 10_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock _turn = new();
    private readonly Queue<string> _lines = new();
    private readonly LineQueue? _file;
    private volatile bool _isOn;

    /// <param name="file">Where every decision goes from the beginning, closed with the log; null keeps the last ones only, once switched on.</param>
    public DecisionLog(LineQueue? file)
    {
        _file = file;
        _isOn = file is not null;
    }

    /// <summary>Whether decisions are written down.</summary>
    public bool IsOn => _isOn;

    /// <summary>Begins or ends; beginning forgets the decisions in memory.</summary>
    public void Switch(bool on)
    {
        lock (_turn)
        {
            if (on && !_isOn) _lines.Clear();
            _isOn = on;
        }
    }

    public void Write(Decision decision)
    {
        var line = JsonSerializer.Serialize(decision, Json);
        lock (_turn)
        {
            _file?.Write(line);
            if (_lines.Count == Kept) _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }

    /// <summary>The decisions in memory, oldest first.</summary>
    public IReadOnlyList<string> Lines()
    {
        lock (_turn) return [.. _lines];
    }

    public void Dispose()
    {
        _isOn = false;
        _file?.Dispose();
    }
}
