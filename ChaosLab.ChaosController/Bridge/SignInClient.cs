using ChaosLab.ChaosController.Console.SignIn;
using ChaosLab.ChaosController.Shell;
using ChaosLab.Hosting.Bridge.Wire;

namespace ChaosLab.ChaosController.Bridge;

/// <summary>The typed way to a link into the console.</summary>
/// <remarks>Each call throws <see cref="BridgeException"/> when the service cannot be reached or refuses.</remarks>
internal sealed class SignInClient : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly JsonConnection _connection;

    /// <exception cref="LabError">The lab has no chaos service.</exception>
    public SignInClient(LabLocation lab)
        => _connection = new JsonConnection(
            "The chaos service",
            new Uri(new Uri(lab.ConsoleUrl ?? throw LabError.No($"The lab '{lab.Name}' has no chaos service, so it has no console.")), "/api/"), lab.Token);

    public Task<SignInLink> CreateLinkAsync(CancellationToken ct) => _connection.SendAsync<SignInLink>(HttpMethod.Post, "console/links", null, Limit, ct);

    public void Dispose() => _connection.Dispose();
}
