using System.Collections.Concurrent;
using System.Globalization;
using ChaosLab.EmbeddedHost.Services;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The logs of the resources: what each printed last, and what it prints now.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A logger that writes to the log of the resource.</summary>
    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetLogger(ResourceIds.Of(resource));
    }

    /// <summary>A logger that writes to the log of the instance with this id.</summary>
    public ILogger GetLogger(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        return _loggers.GetOrAdd(resourceName, id => new ResourceLogger((line, isError) => Write(id, line, isError)));
    }

    /// <summary>The lines kept of the resource, then each new one, until the log is completed.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return LogOf(ResourceIds.Of(resource)).WatchAsync();
    }

    /// <summary>The lines kept of the instance with this id, then each new one, until the log is completed.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        return LogOf(resourceName).WatchAsync();
    }

    /// <summary>The lines kept of the resource.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetAllAsync(ResourceIds.Of(resource));
    }

    /// <summary>The lines kept of the instance with this id.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        ArgumentNullException.ThrowIfNull(resourceName);
        await Task.CompletedTask;
        if (LogOf(resourceName).Lines is { Count: > 0 } lines) yield return lines;
    }

    /// <summary>Ends the log of the resource: whoever watches it comes to the end.</summary>
    public void Complete(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        Complete(ResourceIds.Of(resource));
    }

    /// <summary>Ends the log of the instance with this id: whoever watches it comes to the end.</summary>
    public void Complete(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        LogOf(name).Complete();
    }

    /// <summary>Ends all logs.</summary>
    public void Dispose()
    {
        foreach (var log in _logs.Values) log.Complete();
        GC.SuppressFinalize(this);
    }

    /// <summary>Adds a line as a process printed it; the time is put before it, as Aspire does.</summary>
    internal void Write(string id, string line, bool isError)
        => LogOf(id).Add(DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffffffK", CultureInfo.InvariantCulture) + " " + line, isError);

    private ResourceLog LogOf(string id) => _logs.GetOrAdd(id, _ => new ResourceLog());
}
