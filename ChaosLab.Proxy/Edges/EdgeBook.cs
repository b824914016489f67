using System.Collections.Concurrent;
using ChaosLab.Proxy.Decisions;
using ChaosLab.Proxy.Engine;

namespace ChaosLab.Proxy.Edges;

/// <summary>Every edge of this proxy, by name.</summary>
/// <param name="loops">What carries the edges, in turn.</param>
/// <param name="decisions">Where decisions of chance are written down.</param>
/// <param name="log">Hears of what happens to edges.</param>
/// <param name="seed">The seed of edges that are made without one; null takes one at random for each.</param>
internal sealed class EdgeBook(IReadOnlyList<EventLoop> loops, DecisionLog decisions, Action<string> log, long? seed = null) : IDisposable
{
    private readonly ConcurrentDictionary<string, Edge> _edges = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _made;

    /// <summary>All edges, by name.</summary>
    public IReadOnlyList<Edge> All => [.. _edges.Values.OrderBy(edge => edge.Name, StringComparer.Ordinal)];

    /// <summary>The edge of a name, or null.</summary>
    public Edge? Find(string name) => _edges.GetValueOrDefault(name);

    /// <summary>Makes an edge; null when there is one of that name already.</summary>
    /// <exception cref="ListenException">Its port cannot be opened; then it is not made.</exception>
    public async Task<Edge?> AddAsync(EdgeDefinition definition)
    {
        await _turn.WaitAsync();
        try
        {
            return _edges.ContainsKey(definition.Name) ? null : await MakeAsync(definition);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes an edge, or replaces the one of that name when its addresses differ; else that one stays as it is.</summary>
    /// <exception cref="ListenException">Its port cannot be opened.</exception>
    public async Task<Edge> AddOrReplaceAsync(EdgeDefinition definition)
    {
        await _turn.WaitAsync();
        try
        {
            if (_edges.TryGetValue(definition.Name, out var existing))
            {
                var same = await existing.Loop.DoAsync(
                    () => existing.Listen.Equals(definition.Listen) && existing.Upstream.Text == definition.Upstream.Text);
                if (same) return existing;
                await CloseAsync(existing);
            }

            return await MakeAsync(definition);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Closes an edge for good; false when there is none of that name.</summary>
    public async Task<bool> RemoveAsync(string name)
    {
        await _turn.WaitAsync();
        try
        {
            if (!_edges.TryGetValue(name, out var edge)) return false;
            await CloseAsync(edge);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Enables every edge and removes every toxic, whatever fails meanwhile; gives what failed.</summary>
    public async Task<IReadOnlyList<string>> ResetAsync()
    {
        var failures = await Task.WhenAll(All.Select(async edge =>
            (edge.Name, What: await edge.Loop.DoAsync(edge.Reset))));
        return [.. failures.Where(failed => failed.What.Count > 0).Select(failed => $"{failed.Name}: {string.Join(", ", failed.What)}")];
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Edge> MakeAsync(EdgeDefinition definition)
    {
        var edge = new Edge(definition with { Seed = definition.Seed ?? seed }, loops[_made++ % loops.Count], decisions, log);
        await edge.Loop.DoAsync(() =>
        {
            edge.Enable(definition.Enabled);
            return true;
        });
        _edges[definition.Name] = edge;
        return edge;
    }

    private async Task CloseAsync(Edge edge)
    {
        _edges.TryRemove(edge.Name, out _);
        await edge.Loop.DoAsync(() =>
        {
            edge.Close();
            return true;
        });
    }
}
