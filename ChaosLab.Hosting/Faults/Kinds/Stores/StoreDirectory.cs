using ChaosLab.Hosting.Infrastructure;
using ChaosLab.Hosting.Infrastructure.Postgres;
using ChaosLab.Hosting.Infrastructure.Redis;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds.Stores;

/// <summary>The data of a store that runs as a local program.</summary>
/// <param name="lab">The lab.</param>
/// <param name="resource">The store's name.</param>
/// <param name="home">The directory that holds the data and the mark of its owner.</param>
/// <param name="wanted">Where the lab put it; another directory only when the store's user could not reach that.</param>
/// <param name="data">What is deleted, below <paramref name="home"/>.</param>
internal sealed class StoreDirectory(LabResource lab, string resource, string home, string wanted, IReadOnlyList<string> data) : IStoreData
{
    public string Place => string.Join(" and ", data.Where(Path.Exists).DefaultIfEmpty(data[0]));

    /// <summary>The data of a resource; null when it is no store that runs as a local program.</summary>
    public static StoreDirectory? Of(LabResource lab, IResource resource) => resource switch
    {
        PostgresProcessResource { Cluster: var cluster } => new(lab, resource.Name, cluster.Home, cluster.MovedFrom ?? cluster.Home, [cluster.Data]),
        RedisProcessResource redis => new(lab, resource.Name, redis.Directory, redis.Directory, [.. RedisProcessResource.DataOf(redis.Directory)]),
        _ => null,
    };

    public Task RequireOwnAsync(CancellationToken ct)
    {
        if (!IsBelow(wanted, lab.Directories.Data)) throw Foreign($"it is not below this lab's {lab.Directories.Data}");
        if (StoreMarker.Read(home) != StoreMarker.Of(lab, resource))
        {
            throw Foreign($"{home} does not carry this lab's mark. Data that the lab makes anew does: delete it yourself while the lab is down");
        }

        foreach (var path in data.Where(Path.Exists))
        {
            if (!IsBelow(path, home) || new FileInfo(path).LinkTarget is not null || new DirectoryInfo(home).LinkTarget is not null) throw Foreign("it is a link to somewhere else");
        }

        return Task.CompletedTask;
    }

    public Task RemoveAsync(CancellationToken ct)
    {
        foreach (var path in data) RemovedData.Remove(path);
        return Task.CompletedTask;
    }

    private static bool IsBelow(string path, string parent)
        => Path.GetFullPath(path).StartsWith(Path.GetFullPath(parent).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private FaultRefusedException Foreign(string reason) => new(Refusal.Conflict, $"The data of '{resource}' in {home} is not deleted: {reason}.");
}
