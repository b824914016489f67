using ChaosLab.Hosting.Bridge.Wire;
using ChaosLab.Hosting.Edges;
using ChaosLab.Hosting.Faults.Guard;
using ChaosLab.Hosting.Faults.Observers.Edges;
using ChaosLab.Hosting.Faults.Settings;

namespace ChaosLab.Hosting.Faults.Kinds.Edges;

/// <summary>A kind that puts toxics on an edge, or on every edge that leads to a service or a store.</summary>
internal abstract class EdgeFaultKind(EdgeTools tools) : IFaultKind
{
    protected const string Stream = "stream";
    protected const string Toxicity = "toxicity";

    /// <summary>Where a toxic acts that acts in one direction.</summary>
    protected static FaultParameter StreamTo(string standard) => FaultParameters.Choice(
        Stream, "Which direction: downstream is to the caller, upstream is from the caller.",
        standard, standard == Toxic.Upstream ? Toxic.Downstream : Toxic.Upstream);

    protected static FaultParameter ToxicityOf { get; } = FaultParameters.Number(
        Toxicity, "%", 100, 1, 100, "The share of connections it acts on, chosen with the seed.");

    public abstract string Name { get; }

    public abstract string Description { get; }

    public IReadOnlyList<FaultParameter> Parameters => field ??= [FaultParameters.ForSeconds(null), .. Own, .. Draws ? [FaultParameters.RandomSeed] : Array.Empty<FaultParameter>()];

    public abstract string Observed { get; }

    public string Undone => "The proxy removes the toxic, also by itself when the lab falls silent for 4 s; it is asked whether it is gone, and the canary calls until all is as usual.";

    public virtual bool ActsOn(IResource resource) => tools.Edges.HasInto(resource);

    /// <summary>The kind's own settings.</summary>
    protected abstract IReadOnlyList<FaultParameter> Own { get; }

    public virtual IFault Prepare(IResource target, FaultOrder order)
    {
        var edges = tools.Edges.Into(target);
        foreach (var edge in edges)
        {
            if (Draws && tools.Book.Present.Any(run => run.Fault.Affected.Contains(edge) && run.Record.Kind == Name && run.Record.Seed == order.Seed))
            {
                throw new FaultRefusedException(Refusal.Conflict, $"'{Name}' acts on {edge.EdgeName} with this seed already; its chances would be the same.");
            }
        }

        return new EdgeFault(tools, Name, edges, Toxics(order), Sign(order), Draws ? order.Seed : null, $"{Tell(order)} on {Names(edges)}", Cuts(order) ? Ends(edges) : []);
    }

    /// <summary>What is put on each edge, in this order.</summary>
    protected abstract IReadOnlyList<Toxic> Toxics(FaultOrder order);

    /// <summary>How it shows.</summary>
    protected abstract EdgeSign Sign(FaultOrder order);

    /// <summary>What it does, for people.</summary>
    protected abstract string Tell(FaultOrder order);

    /// <summary>Whether it makes random choices, which a seed repeats.</summary>
    protected virtual bool Draws => true;

    /// <summary>Whether nearly nobody is served over the edge while it acts, as <see cref="BlastRadius"/> counts it.</summary>
    protected virtual bool Cuts(FaultOrder order) => false;

    /// <summary>Whether it acts on most connections.</summary>
    protected static bool HitsMost(FaultOrder order) => order.Number(Toxicity) >= BlastRadius.MostPercent;

    /// <summary>Who is called over edges.</summary>
    protected static IReadOnlyList<IResource> Ends(IEnumerable<EdgeResource> edges) => [.. edges.Select(edge => edge.To).Distinct()];

    protected static string Names(IEnumerable<EdgeResource> edges) => string.Join(", ", edges.Select(edge => edge.EdgeName));

    protected static double Share(FaultOrder order) => order.Number(Toxicity) / 100;

    protected static Dictionary<string, object> Attributes(params (string Name, object Value)[] attributes)
        => attributes.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
}
