using ChaosLab.Hosting.Infrastructure;
using ChaosLab.Hosting.Infrastructure.Postgres;
using ChaosLab.Hosting.Infrastructure.Redis;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults.Kinds.Stores;

/// <summary>The data of a store that runs as a local program.</summary>
/// <param name="resource">The store's name.</param>
/// <param name="root">The directory of all data of the lab.</param>
/// <param name="owner">What the mark must say (<see cref="StoreMarker.Of"/>).</param>
/// <param name="home">The directory that holds the data and the mark of its owner.</param>
/// <param name="wanted">Where the lab put it; another directory only when the store's user could not reach that.</param>
/// <param name="data">What is deleted, below <paramref name="home"/>.</param>
internal sealed class StoreDirectory(
    string resource, string root, string owner, string home, string wanted, IReadOnlyList<string> data) : IStoreData
{
    public string Place => string.Join(" and ", data.Where(Path.Exists).DefaultIfEmpty(data[0]));

    /// <summary>The data of a resource; null when it is no store that runs as a local program.</summary>
    public static StoreDirectory? Of(LabResource lab, IResource resource) => resource switch
    {
        PostgresProcessResource { Cluster: var cluster } => new(resource.Name, lab.Directories.Data, StoreMarker.Of(lab, resource.Name), cluster.Home, cluster.MovedFrom ?? cluster.Home, [cluster.Data]),
        RedisProcessResource redis => new(resource.Name, lab.Directories.Data, StoreMarker.Of(lab, resource.Name), redis.Directory, redis.Directory, [.. RedisProcessResource.DataOf(redis.Directory)]),
        _ => null,
    };

    public Task RequireOwnAsync(CancellationToken ct)
    {
        if (!IsBelow(wanted, root)) throw Foreign($"it is not below this lab's {root}");
        if (StoreMarker.Read(home) != owner)
        {
            throw Foreign($"{home} does not carry this lab's mark. Data that the lab makes anew does: delete it yourself while the lab is down");
        }

        if (data.Append(home).FirstOrDefault(path => new DirectoryInfo(path).LinkTarget is not null) is { } link) throw Foreign($"{link} is a link to somewhere else");
        if (data.FirstOrDefault(path => !IsBelow(path, home)) is { } outside) throw Foreign($"{outside} is not in it");
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
