using Xunit;

namespace ChaosLab.Tests.Support;

/// <summary>The lab of the naive profile that a collection shares: no patterns, and nothing that dies is started again.</summary>
public sealed class NaiveLab : IAsyncLifetime
{
    private Lab? _lab;

    internal Lab Lab => _lab ?? throw new InvalidOperationException("The lab has not been started.");

    public async ValueTask InitializeAsync() => _lab = await Lab.StartAsync(["--Lab:Profile=naive"]);

    public async ValueTask DisposeAsync()
    {
        if (_lab is not null) await _lab.DisposeAsync();
    }
}

[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class NaiveLabDefinition : ICollectionFixture<NaiveLab>
{
    public const string Name = "naive lab";
}
