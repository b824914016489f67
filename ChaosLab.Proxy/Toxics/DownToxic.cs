using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Toxics;

/// <summary>
/// Takes the edge down: standing connections are reset, new ones refused. With a toxicity below 1 the connections that
/// it hits are reset as soon as they are accepted, and the others work.
/// </summary>
internal sealed record DownToxic : Toxic
{
    public const string Name = "down";

    public override string Type => Name;

    public override IReadOnlyDictionary<string, object> Attributes => new Dictionary<string, object>();

    public override bool ClosesListener => true;

    public override Stage CreateStage() => new AtWork();

    private sealed class AtWork : Stage
    {
        public override void Begin() => Connection.Reset();

        public override void Take(Chunk chunk) => chunk.Return();
    }
}
