using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults;

/// <summary>The kinds of fault, and the rules a request must keep.</summary>
internal sealed class FaultCatalogue(IEnumerable<IFaultKind> kinds, ResourceMonitor monitor)
{
    private readonly IFaultKind[] _kinds = [.. kinds];

    public IReadOnlyList<FaultKind> Describe()
        => [.. _kinds
            .Select(kind => new FaultKind(kind.Name, kind.Description, [.. Targets(kind).Select(target => target.Name)], kind.Parameters))
            .Where(kind => kind.Targets.Count > 0)];

    /// <summary>Checks a request and makes the fault.</summary>
    /// <exception cref="FaultRefusedException">It is not allowed; the message says why.</exception>
    public (IFault Fault, FaultRequest Request) Prepare(FaultRequest request)
    {
        var kind = _kinds.FirstOrDefault(kind => kind.Name == request.Kind)
            ?? throw new FaultRefusedException(Refusal.Unknown,
                $"There is no fault '{request.Kind}'. There are: {string.Join(", ", _kinds.Select(kind => kind.Name))}.");
        var target = monitor.Find(request.Target)
            ?? throw new FaultRefusedException(Refusal.Unknown,
                $"There is no resource '{request.Target}'. '{kind.Name}' acts on: {Names(kind)}.");
        if (!kind.ActsOn(target))
        {
            throw new FaultRefusedException(Refusal.Invalid, $"'{kind.Name}' does not act on '{target.Name}'. It acts on: {Names(kind)}.");
        }

        Check(kind, FaultParameters.Duration, request.ForSeconds);
        Check(kind, FaultParameters.Seed, request.Seed);
        var filled = request with
        {
            ForSeconds = request.ForSeconds ?? kind.Parameters.FirstOrDefault(parameter => parameter.Name == FaultParameters.Duration)?.Default,
        };
        if (filled.Seed is null && kind.Parameters.Any(parameter => parameter.Name == FaultParameters.Seed))
        {
            filled = filled with { Seed = System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue) };
        }

        return (kind.Prepare(target, filled), filled);
    }

    private static void Check(IFaultKind kind, string name, double? value)
    {
        if (value is not { } given) return;
        var parameter = kind.Parameters.FirstOrDefault(parameter => parameter.Name == name)
            ?? throw new FaultRefusedException(Refusal.Invalid, $"'{kind.Name}' has no setting {name}.");
        if (double.IsFinite(given) && given >= parameter.Minimum && given <= parameter.Maximum) return;
        throw new FaultRefusedException(Refusal.Invalid, string.Create(CultureInfo.InvariantCulture,
            $"{name} is {given}; '{kind.Name}' allows {parameter.Minimum} to {parameter.Maximum}{(parameter.Unit is { } unit ? " " + unit : "")}."));
    }

    private IEnumerable<IResource> Targets(IFaultKind kind) => monitor.Resources.Where(kind.ActsOn);

    private string Names(IFaultKind kind) => string.Join(", ", Targets(kind).Select(target => target.Name));
}
