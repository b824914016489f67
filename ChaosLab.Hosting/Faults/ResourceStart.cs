using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Faults;

/// <summary>Looks, after resources have been started again, whether they run.</summary>
internal static class ResourceStart
{
    /// <summary>How long a start may take until the host says that the resource runs.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Null once all run; else, when the time is over, which does not.</summary>
    public static async Task<string?> MissingAsync(IReadOnlyList<IResource> resources, ResourceMonitor monitor, TimeSpan limit, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(limit);
        try
        {
            await Task.WhenAll(resources.Select(resource => monitor.WaitAsync(resource, view => view.IsRunning, patience.Token)));
            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            var down = resources.Select(monitor.Of).Where(view => !view.IsRunning).Select(view => $"'{view.Name}' is {view.State ?? "not started"}").ToArray();
            return down.Length == 0 ? null : $"{string.Join(", ", down)} after {limit.TotalSeconds:0} s";
        }
    }
}
