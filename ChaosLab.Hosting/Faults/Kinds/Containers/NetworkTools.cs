using ChaosLab.Hosting.Faults.Targets;
using ChaosLab.Hosting.Infrastructure;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds.Containers;

/// <summary>A helper container that acts in the network of another one, and what it can do on this machine.</summary>
internal sealed class NetworkTools(LabResource lab)
{
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(20);

    private readonly Lazy<string?> _noNetem = new(() => Probe(
        lab, ["tc", "qdisc", "add", "dev", "lo", "root", "netem", "delay", "1ms"], "the kernel of this machine has no netem (module sch_netem), so use latency or packet-loss on an edge"));

    private readonly Lazy<string?> _noFilter = new(() => Probe(
        lab, ["iptables", "-I", "INPUT", "-j", "DROP"], "the kernel of this machine has no packet filter for containers, so use partition on an edge"));

    /// <summary>Why packets cannot be delayed; null when they can.</summary>
    public string? NoNetem => _noNetem.Value;

    /// <summary>Why packets cannot be dropped; null when they can.</summary>
    public string? NoFilter => _noFilter.Value;

    /// <summary>Runs a program of the helper image in a container's network, and returns what that said.</summary>
    /// <exception cref="FaultRefusedException">The container's network is not its own.</exception>
    public async Task<ProgramResult> RunAsync(LabContainer container, IReadOnlyList<string> command, CancellationToken ct)
    {
        await container.RequireOwnNetworkAsync(ct);
        return await lab.Infrastructure.Containers!.RunAsync(Arguments(lab, "container:" + container.Id, command), ct);
    }

    /// <summary>Runs a program that must succeed.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public async Task<string> DoAsync(LabContainer container, IReadOnlyList<string> command, CancellationToken ct)
    {
        var done = await RunAsync(container, command, ct);
        return done.Succeeded
            ? done.Output.Trim()
            : throw new InvalidOperationException($"{command[0]} in the network of '{container.Resource}' failed: {done.Complaint}");
    }

    // Asked of a network that belongs to nobody and ends with the probe.
    private static string? Probe(LabResource lab, IReadOnlyList<string> command, string without)
    {
        if (lab.Infrastructure.Containers is not { } engine) return "it needs a container engine.";
        var image = lab.Options.NetworkToolsImage;
        if (!ProgramRun.Run(engine.Program, ["image", "inspect", image], ProbeLimit).Succeeded)
        {
            return $"the image {image}, which has tc and iptables, is not on this machine: pull it, or name another one with --Lab:Images:NetworkTools=…";
        }

        var tried = ProgramRun.Run(engine.Program, Arguments(lab, "none", command), ProbeLimit);
        return tried.Succeeded ? null : $"{without} ({tried.Complaint}).";
    }

    // An image that is not there is never pulled in the middle of a fault.
    private static List<string> Arguments(LabResource lab, string network, IReadOnlyList<string> command) =>
    [
        "run", "--rm", "--pull", "never", "--network", network, "--cap-add", "NET_ADMIN", "--user", "0",
        "--label", $"{ContainerEngine.LabLabel}={lab.Options.Name}",
        "--entrypoint", command[0], lab.Options.NetworkToolsImage, .. command.Skip(1),
    ];
}
