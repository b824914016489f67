using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Toxics;

/// <summary>Does nothing; the smallest toxic, to copy from.</summary>
internal sealed record NoopToxic : Toxic
{
    public const string Name = "noop";

    public override string Type => Name;

    public override IReadOnlyDictionary<string, object> Attributes => new Dictionary<string, object>();

    public override Stage CreateStage() => new AtWork();

    private sealed class AtWork : Stage
    {
        public override void Take(Chunk chunk) => Pass(chunk);
    }
}
