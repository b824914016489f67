extern alias controller;

using System.Text.Json.Nodes;
using ChaosLab.ChaosController.Bridge;
using ChaosLab.ChaosController.Experiments;
using ChaosLab.ChaosController.Experiments.Reading;
using ChaosLab.ChaosController.Ledger;
using ChaosLab.ChaosController.Load;
using ChaosLab.ChaosController.Reports;
using ChaosLab.ChaosController.Running;
using ChaosLab.ChaosController.Running.Functions;
using ChaosLab.ChaosController.Telemetry;
using controller::ChaosLab.Hosting.Bridge.Wire;
using Microsoft.Extensions.Configuration;

namespace ChaosLab.Tests.Running;

/// <summary>What the parts of a run share, without a lab: whatever asks one is told that it is gone.</summary>
internal sealed class TestScope : IDisposable
{
    private readonly DirectoryInfo _runs = Directory.CreateTempSubdirectory("chaoslab-runs-");
    private readonly BridgeClient _bridge = new(new Uri("http://127.0.0.1:1"), "a-token-of-one-test-run");
    private readonly HttpClient _http = new();
    private readonly RunJournal _journal;
    private readonly RunFaults _faults;
    private readonly BooksReader _books;

    public TestScope(Experiment? experiment = null, TimeProvider? clock = null)
    {
        var time = clock ?? TimeProvider.System;
        var folder = new RunFolder(_runs.FullName, "20261121-100000-test");
        Directory.CreateDirectory(folder.Path);
        _journal = new RunJournal(folder.Journal);
        var mask = new SecretMask([]);
        var log = new RunLog(_journal, time, mask);
        _faults = new RunFaults(_bridge, log, time, folder.Id, "test", force: false);
        _books = BooksReader.Of(new ConfigurationBuilder().Build(), _bridge);
        var order = new RunOrder(
            experiment ?? new Experiment { Title = "test", Description = "test", Source = [] }, null, _runs.FullName,
            new Dictionary<string, string>(), 7, [], "test");
        var lab = new LabInfo("test", "Embedded", "resilient", "process", time.GetUtcNow(), 1, null, null, true, null);
        Scope = new RunScope(
            folder.Id, folder, null, order, lab, time.GetUtcNow(), _bridge, log, _faults, new SeededDecisions(7), new PurchaseHistory(), _books,
            new TelemetryStore(TelemetryLimits.Read(new ConfigurationBuilder().Build())), new LogCapture(_bridge, folder.Path, time, mask),
            new SnapshotTaker(_bridge, _http, time), new LoadOutcomes(), time);
        Activities = new ActivityRunner(Scope, new LabFunctionTable(Scope), mask);
    }

    public RunScope Scope { get; }

    public ActivityRunner Activities { get; }

    /// <summary>The way to the AppHost, which is gone.</summary>
    public BridgeClient Bridge => _bridge;

    /// <summary>An activity that runs a program.</summary>
    public static Activity Program(string name, params string[] command) => new()
    {
        Type = ActivityType.Action,
        Name = name,
        Provider = new ProcessProvider(command[0], command[1..], null),
        Source = [],
    };

    /// <summary>A probe of the provider <c>chaoslab</c>.</summary>
    public static Activity Function(string function, JsonObject? arguments = null) => new()
    {
        Type = ActivityType.Probe,
        Name = function,
        Provider = new LabProvider(function, arguments ?? [], null),
        Source = [],
    };

    public void Dispose()
    {
        _faults.Dispose();
        _books.Dispose();
        _journal.Dispose();
        _bridge.Dispose();
        _http.Dispose();
        _runs.Delete(recursive: true);
    }
}
