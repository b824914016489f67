using ChaosLab.Proxy.Engine;
using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Toxics;

/// <summary>Lets only so much through.</summary>
/// <param name="Rate">Kilobytes (1,000 bytes) per second; 0 lets nothing through.</param>
internal sealed record BandwidthToxic(long Rate) : Toxic
{
    public const string Name = "bandwidth";

    // How long a piece takes at most: the smaller, the smoother.
    private const long PieceMicroseconds = 20_000;

    public override string Type => Name;

    public override IReadOnlyDictionary<string, object> Attributes => new Dictionary<string, object> { ["rate"] = Rate };

    public static BandwidthToxic Read(AttributeReader from) => new(from.Whole("rate", 0, 100_000_000));

    public override Stage CreateStage() => new AtWork();

    private sealed class AtWork : DelayingStage
    {
        public override void Take(Chunk chunk)
        {
            var rate = ((BandwidthToxic)Entry.Toxic).Rate;
            if (rate == 0)
            {
                Hold(chunk, Never);
                return;
            }

            var piece = (int)Math.Clamp(rate * PieceMicroseconds / 1000, 1, int.MaxValue);
            while (chunk.Length > piece)
            {
                var (first, rest) = chunk.Split(piece);
                HoldFor(first, rate);
                chunk = rest;
            }

            HoldFor(chunk, rate);
        }

        private void HoldFor(Chunk chunk, long rate)
        {
            var start = Math.Max(LastDue, LoopClock.Now);
            Hold(chunk, start + Math.Max(1, chunk.Length * 1000L / rate));
        }
    }
}
