using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Toxics;

/// <summary>Delays the end of the stream, so that the connection closes late.</summary>
/// <param name="Delay">Milliseconds.</param>
internal sealed record SlowCloseToxic(long Delay) : Toxic
{
    public const string Name = "slow_close";

    public override string Type => Name;

    public override IReadOnlyDictionary<string, object> Attributes => new Dictionary<string, object> { ["delay"] = Delay };

    public static SlowCloseToxic Read(AttributeReader from) => new(from.Milliseconds("delay"));

    public override Stage CreateStage() => new AtWork();

    private sealed class AtWork : DelayingStage
    {
        public override void Take(Chunk chunk) => Pass(chunk);

        public override void TakeEnd(Chunk end) => Hold(end, end.Arrived + ((SlowCloseToxic)Entry.Toxic).Delay * 1000);
    }
}
