using ChaosLab.Tests.Browser;
using ChaosLab.Tests.Docker;
using ChaosLab.Tests.Operations;
using ChaosLab.Tests.Running;
using Xunit.Sdk;
using Xunit.v3;

namespace ChaosLab.Tests.Support;

/// <summary>Starts what takes long first, or the last collection would run for minutes beside an idle processor.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    // The names of collections, and of classes that are one each.
    private static readonly string[] Long =
    [
        SharedLabDefinition.Name, BrowserLabDefinition.Name, ExperimentLabDefinition.Name, NaiveLabDefinition.Name,
        nameof(ProfileComparisonTests), nameof(ContainerLabTests), nameof(OrphanTests), nameof(CliTests), nameof(TraceTests),
    ];

    /// <inheritdoc />
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection
        => [.. testCollections.OrderBy(collection => Rank(collection.TestCollectionDisplayName)).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static int Rank(string collection)
        => Array.FindIndex(Long, name => collection.Contains(name, StringComparison.Ordinal)) is >= 0 and var rank ? rank : Long.Length;
}
