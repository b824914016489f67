using Xunit;

namespace ChaosLab.Tests.Support;

/// <summary>The lab that a collection shares: started once, restored by each test that disturbs it.</summary>
public sealed class SharedLab : IAsyncLifetime
{
    private Lab? _lab;

    internal Lab Lab => _lab ?? throw new InvalidOperationException("The lab has not been started.");

    public async ValueTask InitializeAsync() => _lab = await Lab.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_lab is not null) await _lab.DisposeAsync();
    }
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SharedLabDefinition : ICollectionFixture<SharedLab>
{
    public const string Name = "shared lab";
}
