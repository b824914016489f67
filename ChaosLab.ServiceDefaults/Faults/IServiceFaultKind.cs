namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>A kind of fault that acts inside a service. A service may have kinds of its own: register them as singletons of this type.</summary>
public interface IServiceFaultKind
{
    /// <summary>The name it is asked for by, such as <c>http-error</c>.</summary>
    string Name { get; }

    /// <summary>What can be set. All values are checked against it before <see cref="Start"/>.</summary>
    IReadOnlyList<FaultSetting> Settings { get; }

    /// <summary>What only one fault can have at a time, such as the one thread pool; null when any number can act together.</summary>
    string? Claim(FaultSettings settings) => null;

    /// <summary>Starts a fault, which acts from now until it is disposed; returns at once.</summary>
    /// <exception cref="FaultRefusedException">It cannot act here and now; the message says why.</exception>
    IServiceFault Start(FaultSettings settings);
}
