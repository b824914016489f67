using System.Collections.Concurrent;
using System.Net;

namespace ChaosLab.Proxy.Engine;

/// <summary>
/// One thread that owns sockets and everything that happens on them. What belongs to a loop is touched on its thread
/// only, so nothing below needs a lock; other threads hand work over with <see cref="DoAsync"/>.
/// </summary>
internal abstract class EventLoop : IDisposable
{
    // One buffer for every read of the loop: what cannot be passed on at once is copied from it.
    private const int ReadSize = 128 * 1024;

    private readonly ConcurrentQueue<Action> _posted = new();
    private readonly Queue<IResumable> _again = new();
    private readonly Thread _thread;
    private volatile bool _stopping;

    protected EventLoop(string name, Action<string> log)
    {
        Log = log;
        _thread = new Thread(Run) { IsBackground = true, Name = name };
    }

    /// <summary>Says something about the loop to whoever runs the program.</summary>
    public Action<string> Log { get; }

    /// <summary>The appointments of this loop.</summary>
    public Alarms Alarms { get; } = new();

    /// <summary>Where every read of this loop lands.</summary>
    public byte[] ReadBuffer { get; } = GC.AllocateUninitializedArray<byte>(ReadSize, pinned: true);

    protected bool HasMore => _again.Count > 0 || !_posted.IsEmpty;

    protected bool IsStopping => _stopping;

    public void Start() => _thread.Start();

    /// <summary>Opens a port; <paramref name="accepted"/> hears of every connection. On the loop's thread.</summary>
    /// <exception cref="ListenException">The port cannot be opened.</exception>
    public abstract Listener Listen(IPEndPoint address, Action<Channel> accepted);

    /// <summary>Begins to connect; <paramref name="owner"/> hears how it ends. On the loop's thread.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">This system has no socket for that address.</exception>
    public abstract Channel Connect(IPEndPoint address, IChannelOwner owner);

    /// <summary>Has work done on the loop's thread and gives its result; exceptions come back to the caller.</summary>
    public Task<T> DoAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        });
        return done.Task;
    }

    /// <summary>Has work done on the loop's thread, soon.</summary>
    public void Post(Action work)
    {
        _posted.Enqueue(work);
        Wake();
    }

    /// <summary>Lets others have their turn, then goes on with this.</summary>
    public void Again(IResumable work) => _again.Enqueue(work);

    public void Dispose()
    {
        if (_stopping) return;
        _stopping = true;
        Wake();
        if (_thread.IsAlive) _thread.Join(TimeSpan.FromMilliseconds(500));
    }

    /// <summary>Waits for events until the given time and hands them out.</summary>
    /// <param name="until">In microseconds of <see cref="LoopClock"/>; 0 does not wait, the greatest value waits for an event.</param>
    protected abstract void WaitAndDispatch(long until);

    /// <summary>Ends a wait from another thread.</summary>
    protected abstract void Wake();

    /// <summary>Called on the loop's thread when it ends.</summary>
    protected abstract void CloseAll();

    private void Run()
    {
        while (!_stopping)
        {
            try
            {
                WaitAndDispatch(HasMore ? 0 : Alarms.NextDue);
                RunPosted();
                RunAlarms();
                RunAgain();
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // One connection's trouble must not end all the others.
                Log($"error in {_thread.Name}: {error.GetType().Name}: {error.Message}");
            }
        }

        CloseAll();
    }

    private void RunPosted()
    {
        for (var left = _posted.Count; left > 0 && _posted.TryDequeue(out var work); left--) work();
    }

    private void RunAlarms()
    {
        if (Alarms.NextDue == long.MaxValue) return;
        var now = LoopClock.Now;
        while (Alarms.TakeDue(now) is { } alarm) alarm.Target.OnTime();
    }

    private void RunAgain()
    {
        for (var left = _again.Count; left > 0; left--) _again.Dequeue().Resume();
    }
}
