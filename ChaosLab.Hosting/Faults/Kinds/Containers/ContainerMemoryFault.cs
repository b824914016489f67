using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Observers.Containers;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Faults.Targets;

namespace ChaosLab.Hosting.Faults.Kinds.Containers;

/// <summary>Limits how much memory a container may use; the kernel kills what wants more.</summary>
internal sealed class ContainerMemoryFault(ContainerTools tools) : ContainerFaultKind(tools)
{
    private const string Memory = "memory";
    private const long Mebi = 1 << 20;

    // What engines and kernels call no limit: more than any machine has.
    private const long Unlimited = 1L << 50;

    private readonly ContainerTools _tools = tools;

    public override string Name => "container-memory";

    public override string Description => "Limits the memory of the container; the kernel kills what wants more.";

    public override string Observed => "A look into the container's control group, by a program that runs in it, shows the limit.";

    public override string Undone => "The old limit is set again, or 1 PiB where there was none, because engines cannot take a limit away; the engine is asked for it, and the look shows it.";

    protected override IReadOnlyList<FaultParameter> Own =>
        [FaultParameters.Number(Memory, "MiB", 64, 6, 1_048_576, "How much it may use; below what it uses already, engine and kernel refuse or kill.")];

    protected override IFault Prepare(IResource target, LabContainer container, FaultOrder order)
    {
        var limit = order.Whole(Memory) * Mebi;
        return new MemoryLimit(target, container, _tools, limit, order.Values[Memory], new CgroupObserver(
            container, ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"], text => text == Text(limit), _tools.Time));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class MemoryLimit(IResource resource, LabContainer container, ContainerTools tools, long limit, string words, CgroupObserver observer)
        : ContainerFault(resource, container, tools, observer)
    {
        private (long Memory, long Swap)? _before;

        protected override string Told => $"limited {Container.Resource} to {words}";

        protected override async Task ActAsync(CancellationToken ct)
        {
            await observer.RequireReadableAsync(ct);
            _before = await LimitAsync(ct);
            await SetAsync(limit, limit, ct);
        }

        protected override async Task UndoAsync(CancellationToken ct)
        {
            if (_before is not { } before) return;
            if (before.Memory == 0) await SetAsync(Unlimited, -1, ct);
            else await SetAsync(before.Memory, before.Swap == 0 ? -1 : before.Swap, ct);
        }

        protected override async Task<string?> LeftAsync(CancellationToken ct)
            => _before is not { } before || (await LimitAsync(ct)).Memory == (before.Memory == 0 ? Unlimited : before.Memory) ? null : "the memory limit is still set";

        // Memory with swap is the sum of both; -1 is no limit.
        private Task<string> SetAsync(long memory, long swap, CancellationToken ct)
            => Container.DoAsync(["update", "--memory", Text(memory), "--memory-swap", Text(swap), Container.Id], ct);

        private async Task<(long Memory, long Swap)> LimitAsync(CancellationToken ct)
            => (await Container.InspectAsync("{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}", ct))?.Split(' ') is [var memory, var swap]
                ? (long.Parse(memory, CultureInfo.InvariantCulture), long.Parse(swap, CultureInfo.InvariantCulture))
                : throw new InvalidOperationException($"{Container.Identity} ({Container.Resource}) cannot be inspected");
    }
}
