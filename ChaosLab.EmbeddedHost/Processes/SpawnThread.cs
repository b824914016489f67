using System.Collections.Concurrent;

namespace ChaosLab.EmbeddedHost.Processes;

/// <summary>
/// The one thread that starts processes. Linux sends the parent-death signal when the <em>thread</em> that forked ends, so it must
/// live as long as this program: a thread of the pool may end any time.
/// </summary>
internal static class SpawnThread
{
    private static readonly BlockingCollection<Action> Work = [];

    static SpawnThread() => new Thread(Loop) { IsBackground = true, Name = "process starter" }.Start();

    /// <summary>Runs the action on the thread and gives its result or exception.</summary>
    public static Task<T> RunAsync<T>(Func<T> action)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                done.SetResult(action());
            }
#pragma warning disable CA1031 // Whatever happened belongs to the caller, and must not end the thread.
            catch (Exception error)
#pragma warning restore CA1031
            {
                done.SetException(error);
            }
        });
        return done.Task;
    }

    private static void Loop()
    {
        foreach (var action in Work.GetConsumingEnumerable()) action();
    }
}
