extern alias hosting;

using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using hosting::ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.Tests.Faults;

/// <summary>A kind that breaks nothing, does as it is told, and remembers what was asked of it.</summary>
internal sealed class FakeKind : IFaultKind, IObserver
{
    private readonly TaskCompletionSource _liftable = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _acting;

    /// <summary>What was asked of its faults, in order, such as <c>lift f-1</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>What is left after each undo; null means nothing.</summary>
    public string? Leftover { get; set; }

    /// <summary>Why its faults cannot act; null means that they can.</summary>
    public Exception? Failure { get; init; }

    /// <summary>What happens while one of its faults is being accepted.</summary>
    public Action? Preparing { get; init; }

    /// <summary>What its faults do before they act.</summary>
    public Func<CancellationToken, Task>? OnItsWay { get; init; }

    /// <summary>The faults that have acted, in order.</summary>
    public ConcurrentQueue<string> Acted { get; } = [];

    /// <summary>How its faults go on.</summary>
    public FaultCourse Course { get; init; } = FaultCourse.Lasting;

    /// <summary>What its faults do while they act.</summary>
    public Func<CancellationToken, Task<string>>? Acting { get; init; }

    /// <summary>Whether undos wait for <see cref="Release"/>.</summary>
    public bool Holds { get; init; }

    public string Name => "stubborn";

    public string Description => "";

    public string Observed => "";

    public string Undone => "";

    public IReadOnlyList<FaultParameter> Parameters { get; } = [FaultParameters.ForSeconds(null)];

    public bool Outlasts { get; init; }

    public bool ActsOn(IResource resource) => resource.Name is "analytics" or "catalog";

    public IFault Prepare(IResource target, FaultOrder order)
    {
        Preparing?.Invoke();
        return new Fake(this, order?.Id ?? "f-1");
    }

    public async Task UndoLeftoverAsync(IResource target, CancellationToken ct)
    {
        await LiftAsync("leftover on " + target.Name);
        if (Leftover is { } left) throw new InvalidOperationException(left);
    }

    /// <summary>Lets undos go on.</summary>
    public void Release() => _liftable.TrySetResult();

    public Task<bool> IsWellAsync(CancellationToken ct) => Task.FromResult(Volatile.Read(ref _acting) == 0);

    private async Task LiftAsync(string what)
    {
        Calls.Enqueue("lift " + what);
        if (Holds) await _liftable.Task;
        Calls.Enqueue("lifted " + what);
    }

    private sealed class Fake(FakeKind kind, string id) : IFault
    {
        private int _acts;

        public FaultCourse Course => kind.Course;

        public IReadOnlyList<IResource> Affected => [];

        public IObserver Observer => kind;

        public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
        {
            if (kind.Failure is { } failure) throw failure;
            if (kind.OnItsWay is { } way) await way(ct);
            kind.Acted.Enqueue(id);
            _acts = 1;
            Interlocked.Increment(ref kind._acting);
            acted();
            return "stubborn";
        }

        public async Task LiftAsync(CancellationToken ct)
        {
            await kind.LiftAsync(id);
            Interlocked.Add(ref kind._acting, -Interlocked.Exchange(ref _acts, 0));
        }

        public Task<string?> LeftoverAsync(CancellationToken ct) => Task.FromResult(kind.Leftover);

        public Task<string> EndedOtherwiseAsync(CancellationToken ct)
            => kind.Acting?.Invoke(ct) ?? new TaskCompletionSource<string>().Task.WaitAsync(ct);

        public Task ReleaseAsync()
        {
            kind.Calls.Enqueue("release " + id);
            return Task.CompletedTask;
        }
    }
}
