using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Infrastructure.Postgres;
using ChaosLab.Hosting.Infrastructure.Redis;
using ChaosLab.Hosting.Resources;
using Microsoft.Extensions.Logging;

namespace ChaosLab.Hosting.Faults.Kinds.Stores;

/// <summary>Stops a store and deletes its data for good; lifting starts it anew, and empty.</summary>
/// <remarks>It only ever deletes what this lab made: below its own data directory and with its mark, or the volume of its own name.</remarks>
internal sealed class VolumeRemovedFault(StoreTools tools, LabResource lab, ResourceLoggerService logs) : IFaultKind
{
    public const string KindName = "volume-removed";

    public string Name => KindName;

    public string Description => "Stops the store and deletes its data for good; lifting starts it anew, and empty. What was in it is told.";

    public IReadOnlyList<FaultParameter> Parameters { get; } = [FaultParameters.ForSeconds(null)];

    public string Observed => "A caller asks it over a connection of its own and is refused.";

    public string Undone => "It is started with new, empty data and its databases are created again; the host is asked whether it runs, and a caller asks until it answers. What was in it is lost.";

    public bool ActsOn(IResource resource) => PostgresServer.Is(resource) || RedisServer.Is(resource);

    public IFault Prepare(IResource target, FaultOrder order)
    {
        tools.RequireRunning(target);
        IStoreData data = (IStoreData?)StoreDirectory.Of(lab, target)
            ?? (lab.Infrastructure.Containers is { } engine
                ? new StoreVolume(engine, lab, target.Name)
                : throw new FaultRefusedException(Refusal.Conflict, $"Where '{target.Name}' keeps its data is not known."));
        return new Removal(target, data, tools, logs.GetLogger(target));
    }

    private sealed class Removal(IResource resource, IStoreData data, StoreTools tools, ILogger logger) : IFault
    {
        private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(45);

        private readonly WholeAct _stop = new();
        private string _told = "";

        public FaultCourse Course => FaultCourse.Lasting;

        public IReadOnlyList<IResource> Affected { get; } = [resource];

        public IReadOnlyList<IResource> Disabled => Affected;

        public IObserver Observer { get; } = tools.Observers.Of(resource);

        public async Task<string> ApplyAsync(Action acted, CancellationToken ct)
        {
            await data.RequireOwnAsync(ct);
            var contents = await StoreContents.CountAsync(resource, ct);
            var place = data.Place;
            ct.ThrowIfCancellationRequested();
            acted();
            await _stop.RunAsync(StopAsync, ct);
            ct.ThrowIfCancellationRequested();

            // Half of the data would be worse than none.
            await data.RemoveAsync(CancellationToken.None);
            return _told = $"removed {place} of {resource.Name}; lost: {contents}";
        }

        public async Task LiftAsync(CancellationToken ct)
        {
            await _stop.EndedAsync(ct);
            if (await tools.Control.StartAsync(resource, ct) is { } failure) throw new InvalidOperationException(failure);
            await Patience.UntilDoneAsync(StartLimit, MayPass, async inner =>
            {
                await MakeAsync(inner);
                return true;
            }, tools.Time, ct);
        }

        public Task<string?> LeftoverAsync(CancellationToken ct) => ResourceStart.MissingAsync(Affected, tools.Monitor, ResourceStart.Limit, ct);

        private async Task StopAsync()
        {
            if (await tools.Control.StopAsync(resource, CancellationToken.None) is { } failure) throw new InvalidOperationException(failure);
        }

        public async Task<string> EndedOtherwiseAsync(CancellationToken ct)
        {
            await tools.Monitor.WaitAsync(resource, view => !view.IsDown, ct);
            return $"{_told}; somebody else started it again";
        }

        // Throws until the store answers; a new Postgres has none of the databases that its callers name.
        private Task MakeAsync(CancellationToken ct)
            => PostgresServer.Is(resource) ? PostgresDatabases.CreateMissingAsync(PostgresServer.Of(resource), logger, ct) : Observer.IsWellAsync(ct);

        private static bool MayPass(Exception error) => PostgresQuestions.IsAway(error) || RedisServer.IsAway(error);
    }
}
