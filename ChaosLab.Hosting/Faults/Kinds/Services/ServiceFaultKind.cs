using System.Globalization;
using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Faults.Observers.Services;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Services;

/// <summary>A kind that acts inside a service, through ChaosLab.ServiceDefaults.</summary>
internal abstract class ServiceFaultKind(ServiceTools tools) : IFaultKind
{
    public abstract string Name { get; }

    public abstract string Description { get; }

    public IReadOnlyList<FaultParameter> Parameters => field ??= [FaultParameters.ForSeconds(null), .. Own];

    /// <summary>Services are processes, also in a lab whose stores are containers.</summary>
    public FaultPlaces Where => FaultPlaces.Process;

    public abstract string Observed { get; }

    public string Undone => "The service ends it, also by itself when the lab falls silent for 4 s; it is asked whether it is gone, and the same caller looks until all is as usual.";

    public virtual bool ActsOn(IResource resource) => IsInjectable(resource);

    /// <summary>Whether a service takes faults inside. The controller does not: it injects them.</summary>
    public static bool IsInjectable(IResource resource)
        => resource is IResourceWithEndpoints && resource.HasAnnotationOfType<InjectableAnnotation>() && !resource.HasAnnotationOfType<ControllerAnnotation>();

    public IFault Prepare(IResource target, FaultOrder order)
    {
        if (!tools.Monitor.Of(target).IsRunning) throw new FaultRefusedException(Refusal.Conflict, $"'{target.Name}' does not run.");
        if (Once && tools.Book.IsActive(Name, target)) throw new FaultRefusedException(Refusal.Conflict, $"'{Name}' acts on '{target.Name}' already.");
        var service = (IResourceWithEndpoints)target;
        Require(service, order);
        var asked = new ServiceFaultOrder(Name, Settings(order), order.Id, order.Request.Run);
        return new ServiceFault(tools, service, asked, Canary(service, order), $"{Tell(order)} in {target.Name}", Disables(order));
    }

    /// <summary>The kind's own settings, the seed among them if it makes random choices.</summary>
    protected abstract IReadOnlyList<FaultParameter> Own { get; }

    /// <summary>Checks what the kind alone knows of the service.</summary>
    /// <exception cref="FaultRefusedException">It does not fit.</exception>
    protected virtual void Require(IResource service, FaultOrder order)
    {
        // Most kinds act on any service.
    }

    /// <summary>Whether one service can have it only once.</summary>
    protected virtual bool Once => false;

    /// <summary>Whether the service serves nobody while it acts.</summary>
    protected virtual bool Disables(FaultOrder order) => false;

    protected ServiceTools Tools => tools;

    /// <summary>What the service is told.</summary>
    protected abstract IReadOnlyDictionary<string, string> Settings(FaultOrder order);

    /// <summary>Who looks at the effect.</summary>
    protected abstract ICanary Canary(IResourceWithEndpoints service, FaultOrder order);

    /// <summary>What it does, for people.</summary>
    protected abstract string Tell(FaultOrder order);

    /// <summary>Settings for the service; those without a value are left out.</summary>
    protected static IReadOnlyDictionary<string, string> Told(params (string Name, string? Value)[] settings)
        => settings.Where(setting => setting.Value is not null).ToDictionary(setting => setting.Name, setting => setting.Value!, StringComparer.Ordinal);

    protected static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
