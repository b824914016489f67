using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults.Settings;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults;

/// <summary>The kinds of fault, and the rules a request must keep.</summary>
internal sealed class FaultCatalogue(IEnumerable<IFaultKind> kinds, LabResource lab, ResourceMonitor monitor)
{
    private readonly IFaultKind[] _kinds = [.. kinds];

    /// <summary>Every kind, in the order of registration.</summary>
    public IReadOnlyList<IFaultKind> Kinds => _kinds;

    public IReadOnlyList<FaultKind> Describe()
        => [.. _kinds.Select(kind => new FaultKind(
            kind.Name, kind.Description, [.. Targets(kind).Select(TargetName)], kind.Parameters, Words(kind.Where), kind.Observed, kind.Undone, WhyNot(kind)))];

    /// <summary>What a resource is called as a target: an edge by its own name.</summary>
    public static string TargetName(IResource resource) => resource is EdgeResource edge ? edge.EdgeName : resource.Name;

    /// <summary>The resource that is called so as a target, or null.</summary>
    public IResource? FindTarget(string name)
        => Everything.FirstOrDefault(resource => TargetName(resource) == name) ?? monitor.Find(name);

    /// <summary>The kinds that can act on a resource in this lab.</summary>
    public IEnumerable<IFaultKind> KindsOn(IResource resource)
        => _kinds.Where(kind => WhyNot(kind) is null && kind.ActsOn(resource));

    /// <summary>The kind of a name, or null.</summary>
    public IFaultKind? Find(string name) => _kinds.FirstOrDefault(kind => kind.Name == name);

    /// <summary>Checks a request and makes the fault.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="id">The id that the fault will have.</param>
    /// <exception cref="FaultRefusedException">It is not allowed; the message says why.</exception>
    public (IFault Fault, FaultOrder Order) Prepare(FaultRequest request, string id)
    {
        var kind = Find(request.Kind)
            ?? throw new FaultRefusedException(Refusal.Unknown,
                $"There is no fault '{request.Kind}'. There are: {string.Join(", ", _kinds.Select(kind => kind.Name))}.");
        if (WhyNot(kind) is { } reason) throw new FaultRefusedException(Refusal.Conflict, $"'{kind.Name}' is not offered here: {reason}");
        var target = FindTarget(request.Target)
            ?? throw new FaultRefusedException(Refusal.Unknown,
                $"There is no target '{request.Target}'. '{kind.Name}' acts on: {Names(kind)}.");
        if (!kind.ActsOn(target))
        {
            throw new FaultRefusedException(Refusal.Invalid, $"'{kind.Name}' does not act on '{request.Target}'. It acts on: {Names(kind)}.");
        }

        var order = FaultOrder.Check(kind, request with { Target = TargetName(target) }, id);
        return (kind.Prepare(target, order), order);
    }

    /// <summary>Why a kind cannot act in this lab; null when it can.</summary>
    private string? WhyNot(IFaultKind kind)
    {
        var here = lab.Infrastructure.Containers is null ? FaultPlaces.Process : FaultPlaces.Everywhere;
        if ((kind.Where & here) == 0) return "it needs containers, and this lab runs on local programs (./lab up --infrastructure container).";
        if (kind.Unavailable is { } reason) return reason;
        return Targets(kind).Any() ? null : "this lab has nothing that it acts on.";
    }

    private static string[] Words(FaultPlaces places)
        => [.. new[] { (FaultPlaces.Process, "process"), (FaultPlaces.Container, "container") }.Where(place => places.HasFlag(place.Item1)).Select(place => place.Item2)];

    // A service whose instances are resources is a target, and no resource.
    private IEnumerable<IResource> Everything => monitor.Resources.Concat(lab.Services);

    private IEnumerable<IResource> Targets(IFaultKind kind) => Everything.Where(kind.ActsOn);

    private string Names(IFaultKind kind) => string.Join(", ", Targets(kind).Select(TargetName));
}
