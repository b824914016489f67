using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Reports;

namespace ChaosLab.ChaosController.Running;

/// <summary>Everything that happens in a run, in order: kept, journalled, and told to whoever follows.</summary>
internal sealed class RunLog(RunJournal journal, TimeProvider time, SecretMask mask)
{
    private readonly TaskCompletionSource<string> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly List<RunEvent> _events = [];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closed;
    private bool _released;

    /// <summary>What has happened so far.</summary>
    /// <exception cref="IOException">It has ended, and its journal cannot be read any more.</exception>
    public IReadOnlyList<RunEvent> Events
    {
        get
        {
            lock (_gate)
            {
                if (!_released) return [.. _events];
            }

            return JournalFile.Read(journal.Path).Events;
        }
    }

    /// <summary>Completes with the problem once the journal cannot be written; from then on events are kept and told only.</summary>
    public Task<string> Broken => _broken.Task;

    /// <summary>Notes something that happens now; it is in the journal when the call returns. Never throws.</summary>
    public void Write(RunEventKind kind, string text, string? subject = null, object? data = null)
        => Write(time.GetUtcNow(), kind, text, subject, data);

    /// <summary>Notes something that happened at a known time.</summary>
    public void Write(DateTimeOffset at, RunEventKind kind, string text, string? subject = null, object? data = null)
    {
        var json = data is null ? null : mask.Apply(data as JsonNode ?? JsonSerializer.SerializeToNode(data, data.GetType(), RecordJson.Options));
        var happened = new RunEvent(at, kind, mask.Apply(text), subject is null ? null : mask.Apply(subject), json);
        TaskCompletionSource reached;
        lock (_gate)
        {
            if (_closed) return;
            Keep(happened);
            _events.Add(happened);
            reached = _next;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        reached.SetResult();
    }

    /// <summary>Says that nothing more will come; who follows is told.</summary>
    public void Close()
    {
        TaskCompletionSource reached;
        lock (_gate)
        {
            if (_closed) return;
            _closed = true;
            reached = _next;
        }

        try
        {
            journal.Dispose();
        }
        catch (IOException error)
        {
            _broken.TrySetResult(error.Message);
        }

        Release();
        reached.SetResult();
    }

    /// <summary>What has happened, then what happens, until the run's end.</summary>
    public async IAsyncEnumerable<RunEvent> FollowAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var told = 0;
        while (true)
        {
            RunEvent[] fresh;
            Task next;
            bool closed, released;
            lock (_gate) (fresh, next, closed, released) = ([.. _events.Skip(told)], _next.Task, _closed, _released);
            if (released) fresh = [.. Events.Skip(told)];
            foreach (var happened in fresh) yield return happened;
            told += fresh.Length;
            if (closed) yield break;
            await next.WaitAsync(ct);
        }
    }

    // A service knows many runs that have ended; what happened in them is in their journals.
    private void Release()
    {
        if (_broken.Task.IsCompleted || !File.Exists(journal.Path)) return;
        lock (_gate)
        {
            _events.Clear();
            _events.TrimExcess();
            _released = true;
        }
    }

    // A full disk must not keep a run from undoing what it did; and half a line must not be followed by a whole one.
    private void Keep(RunEvent happened)
    {
        if (_broken.Task.IsCompleted) return;
        try
        {
            journal.Write(happened);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _broken.TrySetResult(error.Message);
        }
    }
}
