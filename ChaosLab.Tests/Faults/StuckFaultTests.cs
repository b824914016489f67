extern alias hosting;

using Aspire.Hosting.ApplicationModel;
using ChaosLab.Hosting.Faults;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Faults.Journal;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Resources;
using ChaosLab.Tests.Support;
using hosting::ChaosLab.Hosting.Bridge.Wire;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Faults;

/// <summary>A fault whose removal is not proven is stuck, is shown, and keeps a restore from calling the lab well.</summary>
[Collection(SharedLabDefinition.Name)]
public sealed class StuckFaultTests(SharedLab shared)
{
    private readonly Lab _lab = shared.Lab;
    private readonly IServiceProvider _services = shared.Lab.App.Services;

    [Fact]
    public async Task An_undo_that_is_not_proven_is_stuck_until_a_later_one_is()
    {
        var directory = Directory.CreateTempSubdirectory("chaoslab-stuck-");
        try
        {
            var kind = new Stubborn();
            var monitor = _services.GetRequiredService<ResourceMonitor>();
            var book = new FaultBook();
            using var journal = new FaultJournal(Path.Combine(directory.FullName, FaultJournal.FileName), "run-1", TimeProvider.System);
            await using var runner = new FaultRunner(
                new FaultCatalogue([kind], _services.GetRequiredService<LabResource>(), monitor), book,
                new FaultMarks(_services.GetRequiredService<ResourceNotificationService>(), book), new HaltSwitch(TimeProvider.System),
                new BlastRadius(book, monitor), journal, _services.GetRequiredService<ResourceLoggerService>(), TimeProvider.System);

            var run = runner.Start(new FaultRequest("stubborn", "analytics"));
            var record = await FaultRunner.LiftAsync(run, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

            record.State.ShouldBe(FaultState.Stuck);
            record.Message!.ShouldContain("something is still there");
            book.Present.ShouldBe([run]);
            FaultJournal.Read(journal.FilePath).Select(entry => entry.Step).ShouldBe(["intent", "acted", "undo", "stuck"]);

            kind.Leftover = null;
            (await runner.RetryAsync(run, CancellationToken.None)).State.ShouldBe(FaultState.Recovered);
            book.Present.ShouldBeEmpty();
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_restore_names_it_and_is_no_success()
    {
        var kind = new Stubborn();
        var stuck = new FaultRecord("f-stuck", "stubborn", "analytics", null, DateTimeOffset.UtcNow, null, null, null, null, null, FaultState.Stuck, "stuck");
        _services.GetRequiredService<FaultBook>().Add(new FaultRun(stuck, kind, null));

        var refused = await _lab.PressAsync("lab", "restore");
        kind.Leftover = null;
        await _lab.RestoreAsync();

        refused.Success.ShouldBeFalse();
        refused.Message!.ShouldContain("stubborn on analytics (f-stuck)");
    }

    /// <summary>Breaks nothing, and says that something is left as long as it is told to.</summary>
    private sealed class Stubborn : IFaultKind, IFault, IObserver
    {
        public string? Leftover { get; set; } = "something is still there";

        public string Name => "stubborn";

        public string Description => "";

        public string Observed => "";

        public string Undone => "";

        public IReadOnlyList<FaultParameter> Parameters { get; } = [FaultParameters.ForSeconds(null)];

        public FaultCourse Course => FaultCourse.Lasting;

        public IReadOnlyList<IResource> Affected => [];

        public IObserver Observer => this;

        public bool ActsOn(IResource resource) => resource.Name == "analytics";

        public IFault Prepare(IResource target, FaultOrder order) => this;

        public Task<string> ApplyAsync(Action acted, CancellationToken ct)
        {
            acted();
            return Task.FromResult("stubborn");
        }

        public Task<string?> LeftoverAsync(CancellationToken ct) => Task.FromResult(Leftover);

        public Task<bool> IsWellAsync(CancellationToken ct) => Task.FromResult(false);
    }
}
