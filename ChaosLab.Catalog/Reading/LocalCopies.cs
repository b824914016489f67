using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace ChaosLab.Catalog.Reading;

/// <summary>Answers of the last moment, in this process: what keeps a busy catalog from asking Redis for every request.</summary>
internal sealed class LocalCopies(IOptions<CatalogOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (Page Page, long Until)> copies = new(StringComparer.Ordinal);
    private readonly CatalogOptions limits = options.Value;

    /// <summary>A copy that is still good.</summary>
    public bool TryFind(string key, [NotNullWhen(true)] out Page? page)
    {
        page = copies.TryGetValue(key, out var copy) && time.GetTimestamp() < copy.Until ? copy.Page : null;
        return page is not null;
    }

    /// <summary>Keeps an answer for a moment; from then on it counts as a hit, unless it is stale.</summary>
    public void Keep(string key, Page page)
    {
        if (limits.LocalFor == TimeSpan.Zero || (copies.Count >= limits.LocalCapacity && !MakeRoom()))
            return;

        var until = time.GetTimestamp() + (long)(limits.LocalFor.TotalSeconds * time.TimestampFrequency);
        copies[key] = (page.Origin == PageOrigin.Miss ? page with { Origin = PageOrigin.Hit } : page, until);
    }

    private bool MakeRoom()
    {
        var now = time.GetTimestamp();
        foreach (var (key, copy) in copies)
        {
            if (copy.Until <= now)
                copies.TryRemove(key, out _);
        }

        return copies.Count < limits.LocalCapacity;
    }
}
