namespace ChaosLab.Proxy.Toxics;

/// <summary>A toxic's kind and attributes: what is done to the bytes of one direction.</summary>
internal abstract record Toxic
{
    /// <summary>The word of the API, such as <c>latency</c>.</summary>
    public abstract string Type { get; }

    /// <summary>The attributes by their name in the API, in the units of the API.</summary>
    public abstract IReadOnlyDictionary<string, object> Attributes { get; }

    /// <summary>Refuses new connections, and not only acts on those that stand.</summary>
    public virtual bool ClosesListener => false;

    /// <summary>What acts on one link.</summary>
    public abstract Stage CreateStage();
}
