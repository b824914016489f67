using Xunit;

namespace ChaosLab.Tests.Proxy;

/// <summary>One running proxy per engine for all tests that only use its API.</summary>
public sealed class ProxyPrograms : IAsyncLifetime
{
    private readonly Dictionary<string, ProxyProgram> _running = [];

    /// <summary>The engines of this system.</summary>
    public static TheoryData<string> Engines => OperatingSystem.IsLinux() ? ["epoll", "sockets"] : ["sockets"];

    internal ProxyProgram Standard => _running[Engines.First().Data];

    internal ProxyProgram this[string engine] => _running[engine];

    public async ValueTask InitializeAsync()
    {
        foreach (var engine in Engines) _running[engine.Data] = await ProxyProgram.StartAsync(["--engine", engine.Data]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _running.Values) await program.DisposeAsync();
    }
}

/// <summary>Tests that share the running proxies.</summary>
[CollectionDefinition(nameof(ProxyPrograms))]
public sealed class ProxyProgramsCollection : ICollectionFixture<ProxyPrograms>;
