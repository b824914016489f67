extern alias hosting;

using Aspire.Hosting.ApplicationModel;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Faults.Journal;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Resources;
using ChaosLab.Tests.Support;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChaosLab.Tests.Faults;

/// <summary>One run of a lab as far as faults are concerned: a kind, a book and a journal of its own, over the resources of the shared lab.</summary>
internal sealed class FaultBench : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly FaultJournal _journal;
    private readonly IServiceProvider _services;
    private readonly ControllerWatch _watch;

    /// <param name="shared">Whose resources the kind acts on.</param>
    /// <param name="kind">The only kind.</param>
    /// <param name="journal">The journal's file; another bench of the same is the next run of the lab.</param>
    /// <param name="run">The run of the lab.</param>
    /// <param name="clock">What its faults' times go by; the system's clock unless told.</param>
    public FaultBench(SharedLab shared, IFaultKind kind, string journal, string run = "run-1", TimeProvider? clock = null)
    {
        var time = clock ?? TimeProvider.System;
        _services = shared.Lab.App.Services;
        Monitor = _services.GetRequiredService<ResourceMonitor>();
        _journal = new FaultJournal(journal, run, TimeProvider.System);
        Catalogue = new FaultCatalogue([kind], _services.GetRequiredService<LabResource>(), Monitor);
        var marks = new FaultMarks(_services.GetRequiredService<ResourceNotificationService>(), Book);
        var log = new FaultLog(_journal, _services.GetRequiredService<ResourceLoggerService>());
        Removal = new FaultRemoval(log, marks, time);
        _watch = new ControllerWatch(
            Book, Monitor, _services.GetRequiredService<ObserverFactory>(), _services.GetRequiredService<IHostApplicationLifetime>(),
            NullLogger<ControllerWatch>.Instance);
        Runner = new FaultRunner(Catalogue, Book, marks, Halt, new BlastRadius(Book, Monitor), log, Removal, time);
    }

    public FaultBook Book { get; } = new();

    public FaultRunner Runner { get; }

    public FaultRemoval Removal { get; }

    public HaltSwitch Halt { get; } = new(TimeProvider.System);

    private FaultCatalogue Catalogue { get; }

    private ResourceMonitor Monitor { get; }

    /// <summary>The steps of the journal, of all runs.</summary>
    public string[] Steps => [.. FaultJournal.Read(_journal.FilePath).Select(entry => entry.Step)];

    /// <summary>What the journal has not closed.</summary>
    public string[] Open => [.. FaultJournal.Open(FaultJournal.Read(_journal.FilePath)).Select(entry => entry.Id)];

    /// <summary>Injects a fault, and waits until it acts or is final.</summary>
    public async Task<FaultRun> InjectAsync(string target = "analytics")
    {
        var run = Runner.Start(new FaultRequest("stubborn", target));
        await run.WaitAsync(record => record.ActedAt is not null, CancellationToken.None).WaitAsync(Limit);
        return run;
    }

    /// <summary>What a start of the lab does with what earlier runs left.</summary>
    public void Start() => new LeftoverUndo(
        _journal, Catalogue, Book, Removal, Monitor, _services.GetRequiredService<ObserverFactory>(), NullLogger<LeftoverUndo>.Instance,
        _services.GetRequiredService<IHostApplicationLifetime>()).Start();

    /// <summary>What a graceful stop does first.</summary>
    public Task ReleaseAsync() => new FaultRelease(Book, Catalogue, Removal, Halt).ReleaseAsync(CancellationToken.None).WaitAsync(Limit);

    /// <summary>What the end of the controller does.</summary>
    public Task ControllerEndsAsync() => _watch.UndoAsync(Monitor.Find("chaos")!, "ended").WaitAsync(Limit);

    public async ValueTask DisposeAsync()
    {
        await Runner.DisposeAsync();
        _journal.Dispose();
    }
}
