using System.Globalization;
using ChaosLab.Hosting.Resources;

namespace ChaosLab.Hosting.Edges;

/// <summary>The edges of a lab, and the proxy that carries them.</summary>
internal sealed class LabEdges
{
    private readonly List<EdgeResource> _all = [];

    /// <summary>The edges, in the order of declaration.</summary>
    public IReadOnlyList<EdgeResource> All => _all;

    /// <summary>The proxy; null when the application has none, and then nothing has an edge.</summary>
    public ProjectResource? Proxy { get; set; }

    /// <summary>The port of the proxy's HTTP API.</summary>
    public int ApiPort { get; set; }

    /// <summary>The edge from a caller to a callee, added to the application when it is the first time.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="builder">The application.</param>
    /// <param name="caller">Who calls.</param>
    /// <param name="from">What the caller, or the service it is an instance of, is called.</param>
    /// <param name="to">Who is called.</param>
    /// <param name="protocol">What is spoken.</param>
    public EdgeResource Between(LabResource lab, IDistributedApplicationBuilder builder, IResource caller, string from, IResource to, EdgeProtocol protocol)
    {
        if (Proxy is not { } proxy)
        {
            throw new ChaosLabException($"There is no fault proxy for the edge {from}->{to.Name}: call AsChaosProxy() on its project before declaring edges.");
        }

        var edge = _all.FirstOrDefault(known => known.From == from && known.To == to);
        if (edge is null)
        {
            edge = new EdgeResource(from, to, protocol, lab.Ports.Next(), FixedPort.Of(to));
            _all.Add(edge);
            builder.AddResource(edge)
                .WithInitialState(new CustomResourceSnapshot
                {
                    ResourceType = "Edge",
                    State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
                    Properties =
                    [
                        new ResourcePropertySnapshot("chaoslab.edge", edge.EdgeName),
                        new ResourcePropertySnapshot("chaoslab.listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{edge.ListenPort}")),
                    ],
                })
                .WithParentRelationship(proxy);
        }

        if (!edge.Callers.Contains(caller)) edge.Callers.Add(caller);
        return edge;
    }

    /// <summary>The edges that lead to a resource.</summary>
    public IEnumerable<EdgeResource> Into(IResource resource) => _all.Where(edge => edge.To == resource);

    /// <summary>The edges that a resource alone calls over.</summary>
    public IEnumerable<EdgeResource> OutOf(IResource resource) => _all.Where(edge => edge.Callers is [var only] && only == resource);

    /// <summary>The edges that a resource calls over together with others, the instances of one service.</summary>
    public IEnumerable<EdgeResource> SharedOutOf(IResource resource) => _all.Where(edge => edge.Callers.Count > 1 && edge.Callers.Contains(resource));
}
