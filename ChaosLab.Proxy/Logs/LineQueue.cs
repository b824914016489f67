using System.Threading.Channels;

namespace ChaosLab.Proxy.Logs;

/// <summary>
/// Takes lines from any thread without ever making it wait, and writes them on a thread of its own. Lines that find no
/// room, because the receiver takes none, are dropped and counted; when writing fails, it says so once and stops.
/// </summary>
internal sealed class LineQueue : IDisposable
{
    /// <summary>How many characters may wait to be written.</summary>
    public const int Room = 4 * 1024 * 1024;

    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(1);

    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly StreamWriter _to;
    private readonly Func<long, string> _tellDropped;
    private readonly Action<string> _tellFailed;
    private readonly Thread _thread;
    private long _waiting;
    private long _dropped;
    private volatile bool _failed;

    /// <param name="to">Where lines go; closed with the queue.</param>
    /// <param name="tellDropped">The line that stands for so many that were dropped.</param>
    /// <param name="tellFailed">Hears why nothing is written any more.</param>
    public LineQueue(Stream to, Func<long, string> tellDropped, Action<string> tellFailed)
    {
        _to = new StreamWriter(to);
        _tellDropped = tellDropped;
        _tellFailed = tellFailed;
        _thread = new Thread(Run) { IsBackground = true, Name = "lines" };
        _thread.Start();
    }

    /// <summary>Has a line written, soon.</summary>
    public void Write(string line)
    {
        if (_failed) return;
        if (Interlocked.Add(ref _waiting, Size(line)) > Room)
        {
            Interlocked.Add(ref _waiting, -Size(line));
            Interlocked.Increment(ref _dropped);
            return;
        }

        // Where lines are missing, a line says so.
        if (Dropped() is { } gap)
        {
            Interlocked.Add(ref _waiting, Size(gap));
            _lines.Writer.TryWrite(gap);
        }

        _lines.Writer.TryWrite(line);
    }

    /// <summary>Writes what waits, for at most a second.</summary>
    public void Dispose()
    {
        _lines.Writer.TryComplete();
        _thread.Join(EndLimit);
    }

    private static int Size(string line) => line.Length + 1;

    private string? Dropped()
        => Volatile.Read(ref _dropped) != 0 && Interlocked.Exchange(ref _dropped, 0) is > 0 and var count ? _tellDropped(count) : null;

    private void Run()
    {
        try
        {
            while (_lines.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                while (_lines.Reader.TryRead(out var line))
                {
                    _to.WriteLine(line);
                    Interlocked.Add(ref _waiting, -Size(line));
                }

                if (Dropped() is { } gap) _to.WriteLine(gap);
                _to.Flush();
            }

            _to.Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _failed = true;
            while (_lines.Reader.TryRead(out _))
            {
            }

            _tellFailed(error.Message);
        }
    }
}
