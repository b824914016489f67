using ChaosLab.ServiceDefaults;

namespace ChaosLab.Analytics.Events;

/// <summary>The stream of order events, which others write.</summary>
internal interface IOrderStream
{
    /// <summary>The first entries after a place, in order; none when there are none.</summary>
    /// <exception cref="DependencyException">Redis does not answer.</exception>
    Task<IReadOnlyList<StreamEntry>> ReadAfterAsync(StreamId position, int count, CancellationToken cancellationToken);

    /// <summary>The place of the newest entry; null when the stream is empty or gone.</summary>
    /// <exception cref="DependencyException">Redis does not answer.</exception>
    Task<StreamId?> FindNewestAsync(CancellationToken cancellationToken);
}
