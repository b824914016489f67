using ChaosLab.Proxy.Engine;

namespace ChaosLab.Proxy.Links;

/// <summary>The end of a link: what could not be written yet, in order.</summary>
internal sealed class Output
{
    private readonly Queue<Chunk> _waiting = new(0);
    private Chunk _first;
    private bool _hasFirst;

    /// <summary>The memory that waits for the receiver, in bytes.</summary>
    public int Size { get; private set; }

    public bool IsEmpty => !_hasFirst;

    public void Add(Chunk chunk)
    {
        Size += chunk.Size;
        if (_hasFirst)
        {
            _waiting.Enqueue(chunk);
            return;
        }

        _first = chunk;
        _hasFirst = true;
    }

    /// <summary>Writes what the receiver takes; true when the end of the stream has been reached.</summary>
    /// <param name="to">The receiver.</param>
    /// <param name="broken">The receiver is gone.</param>
    /// <param name="written">Bytes that were taken are added.</param>
    public bool Flush(Channel to, out bool broken, ref long written)
    {
        broken = false;
        while (_hasFirst)
        {
            if (_first.IsEnd) return true;
            if (!to.Writable) return false;
            var count = to.Write(_first.Bytes);
            if (count < 0)
            {
                broken = count == Io.Broken;
                return false;
            }

            written += count;
            if (count < _first.Length)
            {
                _first = _first.Skip(count);
                continue;
            }

            Size -= _first.Size;
            _first.Return();
            _hasFirst = _waiting.TryDequeue(out _first);
        }

        return false;
    }

    public void Discard()
    {
        if (_hasFirst) _first.Return();
        while (_waiting.TryDequeue(out var chunk)) chunk.Return();
        _hasFirst = false;
        Size = 0;
    }
}
