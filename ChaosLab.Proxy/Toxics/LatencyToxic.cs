using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Toxics;

/// <summary>Delays everything; the order is kept.</summary>
/// <param name="Latency">Milliseconds.</param>
/// <param name="Jitter">Milliseconds by which the delay is more or less, evenly spread.</param>
internal sealed record LatencyToxic(long Latency, long Jitter) : Toxic
{
    public const string Name = "latency";

    public override string Type => Name;

    public override IReadOnlyDictionary<string, object> Attributes
        => new Dictionary<string, object> { ["latency"] = Latency, ["jitter"] = Jitter };

    public static LatencyToxic Read(AttributeReader from) => new(from.Milliseconds("latency"), from.Milliseconds("jitter"));

    public override Stage CreateStage() => new AtWork();

    private sealed class AtWork : DelayingStage
    {
        // A long line holds much: what is under way does not stop the sender early.
        public override int Window => 4 * 1024 * 1024;

        public override void Take(Chunk chunk) => Hold(chunk, chunk.Arrived + Delay());

        // The end itself is not late, but it comes after what was sent before it.
        public override void TakeEnd(Chunk end) => Hold(end, end.Arrived);

        private long Delay()
        {
            var toxic = (LatencyToxic)Entry.Toxic;
            var delay = toxic.Latency * 1000;
            if (toxic.Jitter == 0) return delay;
            delay = Math.Max(0, delay + Chances.Next(-toxic.Jitter * 1000, toxic.Jitter * 1000));
            Chances.Note("delay", delay);
            return delay;
        }
    }
}
