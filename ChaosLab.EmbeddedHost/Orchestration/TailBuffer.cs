namespace ChaosLab.EmbeddedHost.Orchestration;

/// <summary>The last lines that a resource printed in its present run.</summary>
internal sealed class TailBuffer
{
    private const int Capacity = 15;
    private readonly Queue<string> _lines = new(Capacity);

    public void Add(string line)
    {
        lock (_lines)
        {
            if (_lines.Count == Capacity) _lines.Dequeue();
            _lines.Enqueue(line);
        }
    }

    public string[] Lines
    {
        get
        {
            lock (_lines) return [.. _lines];
        }
    }
}
