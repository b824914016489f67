using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers.Containers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Faults.Targets;

namespace ChaosLab.Hosting.Faults.Kinds.Containers;

/// <summary>Limits how much of the processor a container may use.</summary>
internal sealed class ContainerCpuFault(ContainerTools tools) : ContainerFaultKind(tools)
{
    private const string Cores = "cores";

    // Microseconds: a limit is a quota within each period.
    private const long Period = 100_000;

    private readonly ContainerTools _tools = tools;

    public override string Name => "container-cpu";

    public override string Description => "Limits the processor time of the container.";

    public override string Observed => "A look into the container's control group, by a program that runs in it, shows the limit.";

    public override string Undone => "The old limit, or none, is set again; the engine is asked for it, and the look shows it.";

    protected override IReadOnlyList<FaultParameter> Own =>
        [FaultParameters.Number(Cores, "cores", 0.1, 0.01, 64, "How many processors it may use up.")];

    protected override IFault Prepare(IResource target, LabContainer container, FaultOrder order)
    {
        var quota = (long)(order.Number(Cores) * Period);
        return new Cpu(target, container, _tools, quota, order.Values[Cores], new CgroupObserver(
            container, ["/sys/fs/cgroup/cpu.max", "/sys/fs/cgroup/cpu/cpu.cfs_quota_us"], text => text.Split(' ')[0] == Text(quota), _tools.Time));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Cpu(IResource resource, LabContainer container, ContainerTools tools, long quota, string words, CgroupObserver observer)
        : ContainerFault(resource, container, tools, observer)
    {
        private (long Period, long Quota)? _before;

        protected override string Told => $"limited {Container.Resource} to {words}";

        protected override async Task ActAsync(CancellationToken ct)
        {
            await observer.RequireReadableAsync(ct);
            if (await Container.InspectAsync("{{.HostConfig.NanoCpus}}", ct) is { } cores && cores != "0")
            {
                throw new FaultRefusedException(Refusal.Conflict, $"'{Container.Resource}' was started with --cpus, which its engine does not let be changed and set back; nothing was done.");
            }

            _before = await LimitAsync(ct);
            await SetAsync(Period, quota, ct);
        }

        protected override async Task UndoAsync(CancellationToken ct)
        {
            // A quota of -1 is none; 0 would leave the one that is set.
            if (_before is { } before) await SetAsync(before.Period == 0 ? Period : before.Period, before.Quota == 0 ? -1 : before.Quota, ct);
        }

        protected override async Task<string?> LeftAsync(CancellationToken ct)
            => _before is not { } before || Math.Max(0, (await LimitAsync(ct)).Quota) == Math.Max(0, before.Quota) ? null : "the processor limit is still set";

        private Task<string> SetAsync(long period, long limit, CancellationToken ct)
            => Container.DoAsync(["update", "--cpu-period", Text(period), "--cpu-quota", Text(limit), Container.Id], ct);

        private async Task<(long Period, long Quota)> LimitAsync(CancellationToken ct)
            => (await Container.InspectAsync("{{.HostConfig.CpuPeriod}} {{.HostConfig.CpuQuota}}", ct))?.Split(' ') is [var period, var limit]
                ? (long.Parse(period, CultureInfo.InvariantCulture), long.Parse(limit, CultureInfo.InvariantCulture))
                : throw new InvalidOperationException($"{Container.Identity} ({Container.Resource}) cannot be inspected");
    }
}
