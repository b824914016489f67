namespace ChaosLab.ChaosController.Console.Traffic;

/// <summary>Who counted a second's requests; in camel case on the wire.</summary>
internal enum TrafficSource
{
    /// <summary>The gateway: whatever a customer got, also when no service answered.</summary>
    Gateway,

    /// <summary>The services' spans: only what reached a service.</summary>
    Spans,

    /// <summary>The lab's own load, where no gateway tells; spans for what others asked.</summary>
    Load,
}
