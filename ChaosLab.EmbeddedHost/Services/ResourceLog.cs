using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace ChaosLab.EmbeddedHost.Services;

/// <summary>The last lines of one resource, and whoever reads along.</summary>
internal sealed class ResourceLog
{
    /// <summary>How many lines are kept for a reader who comes later.</summary>
    public const int Backlog = 2_000;

    private readonly Lock _gate = new();
    private readonly Queue<LogLine> _lines = new();
    private readonly List<Channel<LogLine>> _readers = [];
    private int _written;
    private bool _completed;

    public void Add(string content, bool isError)
    {
        lock (_gate)
        {
            var line = new LogLine(++_written, content, isError);
            if (_lines.Count == Backlog) _lines.Dequeue();
            _lines.Enqueue(line);
            foreach (var reader in _readers) reader.Writer.TryWrite(line);
        }
    }

    public IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (_gate) return [.. _lines];
        }
    }

    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            foreach (var reader in _readers) reader.Writer.TryComplete();
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var reader = Channel.CreateBounded<LogLine>(new BoundedChannelOptions(Backlog) { FullMode = BoundedChannelFullMode.DropOldest });
        IReadOnlyList<LogLine> before;
        lock (_gate)
        {
            before = [.. _lines];
            if (_completed) reader.Writer.TryComplete();
            _readers.Add(reader);
        }

        try
        {
            if (before.Count > 0) yield return before;
            while (await reader.Reader.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<LogLine>();
                while (reader.Reader.TryRead(out var line)) batch.Add(line);
                if (batch.Count > 0) yield return batch;
            }
        }
        finally
        {
            lock (_gate) _readers.Remove(reader);
        }
    }
}
