using System.Net.Sockets;

namespace ChaosLab.ServiceDefaults.Faults.Kinds;

/// <summary>Calls to a dependency fail before they leave.</summary>
internal sealed class OutgoingErrorFault(DependencyRegistry dependencies) : IServiceFaultKind
{
    private const string Error = "error";

    public string Name => "outgoing-error";

    public IReadOnlyList<FaultSetting> Settings { get; } =
        [OutgoingFault.DependencySetting(dependencies), FaultSetting.Choice(Error, "reset", "reset", "refused", "timeout"), FaultSetting.Rate, FaultSetting.Seed];

    public string Claim(FaultSettings settings) => $"errors of calls to {settings.Word(OutgoingFault.Dependency)}";

    public IServiceFault Start(FaultSettings settings) => new OutgoingError(settings, settings.Word(Error));
}

/// <summary>An <see cref="OutgoingErrorFault"/> that acts.</summary>
internal sealed class OutgoingError(FaultSettings settings, string error) : OutgoingFault(settings, new SeededChance(settings.Whole(FaultSetting.Seed.Name)))
{
    /// <summary>What the attempt ends with, as the clients of HTTP, Redis and Postgres know it.</summary>
    public Exception Next() => error switch
    {
        "refused" => Network(SocketError.ConnectionRefused),
        "timeout" => new TimeoutException("No answer came in time (injected fault)."),
        _ => Network(SocketError.ConnectionReset),
    };

    private static IOException Network(SocketError error)
    {
        var cause = new SocketException((int)error);
        return new IOException($"{cause.Message} (injected fault).", cause);
    }
}
