using ChaosLab.ChaosController.Experiments;

namespace ChaosLab.ChaosController.Running;

/// <summary>Runs activities in order; those in the background go on beside the next ones and are awaited at the end.</summary>
internal sealed class MethodRunner(ActivityRunner activities)
{
    private readonly Lock _gate = new();
    private readonly List<(int Order, ActivityRecord Record)> _records = [];

    /// <summary>What was carried out so far, in the order of the file.</summary>
    public IReadOnlyList<ActivityRecord> Records
    {
        get
        {
            lock (_gate) return [.. _records.OrderBy(entry => entry.Order).Select(entry => entry.Record)];
        }
    }

    /// <summary>Runs until the last activity has ended, or until cancelled: then what runs is interrupted and nothing more starts.</summary>
    public async Task RunAsync(IReadOnlyList<Activity> method, CancellationToken ct)
    {
        var background = new List<Task>();
        for (var i = 0; i < method.Count && !ct.IsCancellationRequested; i++)
        {
            var running = RunOneAsync(i, method[i], ct);
            if (method[i].Background) background.Add(running);
            else await running;
        }

        await Task.WhenAll(background);
    }

    private async Task RunOneAsync(int order, Activity activity, CancellationToken ct)
    {
        var record = await activities.RunAsync(activity, ct);
        lock (_gate) _records.Add((order, record));
    }
}
