using Microsoft.Extensions.Logging;

namespace ChaosLab.ServiceDefaults.Faults;

/// <summary>Holds the faults of this service, each for as long as somebody renews it.</summary>
/// <remarks>Expiry has a thread of its own: a starved thread pool is one of the faults that must end on time.</remarks>
internal sealed class FaultLeases : IDisposable
{
    /// <summary>More at once are refused.</summary>
    public const int MostAtOnce = 32;

    private readonly object _gate = new();
    private readonly Dictionary<string, LeasedFault> _leases = new(StringComparer.Ordinal);
    private readonly ActiveFaults _active;
    private readonly TimeProvider _time;
    private readonly ILogger<FaultLeases> _logger;
    private bool _ended;

    public FaultLeases(ActiveFaults active, TimeProvider time, ILogger<FaultLeases> logger)
    {
        _active = active;
        _time = time;
        _logger = logger;
        new Thread(EndOnTime) { Name = "fault leases", IsBackground = true }.Start();
    }

    /// <summary>Those that act now, by id, each with the time that is left of it.</summary>
    public IReadOnlyList<(LeasedFault Lease, TimeSpan Remaining)> All
    {
        get
        {
            lock (_gate) return [.. _leases.Values.OrderBy(lease => lease.Id, StringComparer.Ordinal).Select(lease => (lease, Remaining(lease)))];
        }
    }

    /// <summary>Starts a fault; or renews the one of that id, which is started anew if something else is asked of it.</summary>
    /// <returns>The fault, and whether it was started.</returns>
    /// <exception cref="FaultRefusedException">It cannot act here and now.</exception>
    public (LeasedFault Lease, bool Started) Put(
        string id, IServiceFaultKind kind, IReadOnlyDictionary<string, string> given, FaultSettings settings, TimeSpan ttl, FaultOrigin origin)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_ended, this);
            var started = !_leases.TryGetValue(id, out var lease) || !lease.IsSame(kind.Name, given);
            if (started) lease = Start(id, kind, given, settings, origin);
            lease!.EndsAt = _time.GetTimestamp() + (long)(ttl.TotalSeconds * _time.TimestampFrequency);
            Monitor.Pulse(_gate);
            return (lease, started);
        }
    }

    /// <summary>Ends a fault, if there is one of that id.</summary>
    public void Remove(string id)
    {
        lock (_gate)
        {
            if (_leases.TryGetValue(id, out var lease)) End(lease, "lifted");
        }
    }

    /// <summary>Ends all of them.</summary>
    public void RemoveAll()
    {
        lock (_gate)
        {
            foreach (var lease in _leases.Values.ToArray()) End(lease, "lifted");
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            foreach (var lease in _leases.Values.ToArray()) End(lease, "ended with the service");
            Monitor.Pulse(_gate);
        }
    }

    private LeasedFault Start(
        string id, IServiceFaultKind kind, IReadOnlyDictionary<string, string> given, FaultSettings settings, FaultOrigin origin)
    {
        var others = _leases.Values.Where(lease => lease.Id != id).ToArray();
        if (others.Length >= MostAtOnce) throw new FaultRefusedException($"{MostAtOnce} faults act already; lift one.");
        if (kind.Claim(settings) is { } claim && others.FirstOrDefault(other => other.Claim == claim) is { } holder)
        {
            throw new FaultRefusedException($"Fault '{holder.Id}' acts on the {claim} already; lift it first.");
        }

        if (_leases.TryGetValue(id, out var earlier)) End(earlier, "replaced");

        var lease = new LeasedFault(id, kind, given, settings, kind.Start(settings.Of(new FaultMark(origin, kind.Name, _logger))), _time.GetUtcNow());
        _leases.Add(id, lease);
        _active.Replace(_leases.Values.Select(each => each.Fault));
        _logger.LogWarning("Fault {Id} ({Kind}) acts: {Settings}", id, kind.Name, settings);
        return lease;
    }

    private void End(LeasedFault lease, string how)
    {
        _leases.Remove(lease.Id);
        _active.Replace(_leases.Values.Select(each => each.Fault));
        var hits = lease.Fault.Hits;
        lease.Fault.Dispose();
        _logger.LogWarning("Fault {Id} ({Kind}) is over: {How}, after {Hits} hits", lease.Id, lease.Kind.Name, how, hits);
    }

    private void EndOnTime()
    {
        lock (_gate)
        {
            while (!_ended)
            {
                foreach (var lease in _leases.Values.Where(lease => Remaining(lease) <= TimeSpan.Zero).ToArray()) End(lease, "not renewed in time");
                if (_leases.Count == 0) Monitor.Wait(_gate);
                else Monitor.Wait(_gate, _leases.Values.Min(Remaining) + TimeSpan.FromMilliseconds(1));
            }
        }
    }

    private TimeSpan Remaining(LeasedFault lease)
    {
        var left = _time.GetElapsedTime(_time.GetTimestamp(), lease.EndsAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
