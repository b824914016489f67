using ChaosLab.Proxy.Engine;
using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Toxics;

/// <summary>
/// What loss of packets does to a stream: TCP repeats what was lost, so no byte is missing, but everything behind it
/// waits for the repetition; a packet lost again waits twice as long.
/// </summary>
/// <param name="LossRate">The chance of each packet to be lost, 0 to 1; with 1 nothing gets through.</param>
/// <param name="Correlation">
/// How much a packet's fate hangs on the one before, 0 to 1: losses come in bursts. The draw is mixed with the last one as
/// tc-netem(8) does it, which also makes losses rarer; with 1 the first draw decides all.
/// </param>
/// <param name="Rto">Milliseconds until the first repetition.</param>
internal sealed record PacketLossToxic(double LossRate, double Correlation, long Rto) : Toxic
{
    public const string Name = "packet_loss";

    // What fits into one packet on Ethernet.
    private const int PacketBytes = 1448;

    // Linux gives up after as many, and doubles the wait up to two minutes.
    private const int MostRepetitions = 15;
    private const long LongestWait = 120_000_000;

    public override string Type => Name;

    public override IReadOnlyDictionary<string, object> Attributes => new Dictionary<string, object>
    {
        ["loss_rate"] = LossRate, ["correlation"] = Correlation, ["rto"] = Rto,
    };

    public static PacketLossToxic Read(AttributeReader from) => new(from.Share("loss_rate", 0), from.Share("correlation", 0), from.Milliseconds("rto", 200));

    public override Stage CreateStage() => new AtWork();

    private sealed class AtWork : DelayingStage
    {
        private CorrelatedDraws _draws;

        public override void Take(Chunk chunk)
        {
            var toxic = (PacketLossToxic)Entry.Toxic;
            if (toxic.LossRate >= 1)
            {
                Hold(chunk, Never);
                return;
            }

            var good = 0;
            while (chunk.Length - good > 0)
            {
                var stall = Stall(toxic);
                if (stall > 0)
                {
                    if (good > 0)
                    {
                        var (before, rest) = chunk.Split(good);
                        Hold(before, LoopClock.Now);
                        chunk = rest;
                        good = 0;
                    }

                    var (packet, behind) = chunk.Length > PacketBytes ? chunk.Split(PacketBytes) : (chunk, default);
                    Hold(packet, Math.Max(LoopClock.Now, LastDue) + stall);
                    if (behind.Length == 0) return;
                    chunk = behind;
                    continue;
                }

                good = Math.Min(chunk.Length, good + PacketBytes);
            }

            Hold(chunk, LoopClock.Now);
        }

        private long Stall(PacketLossToxic toxic)
        {
            var stall = 0L;
            for (var i = 0; i < MostRepetitions && _draws.Mix(Chances.Next(), toxic.Correlation) < toxic.LossRate; i++)
                stall += Math.Min(LongestWait, (toxic.Rto * 1000) << i);
            if (stall > 0) Chances.Note("stall", stall);
            return stall;
        }
    }
}
