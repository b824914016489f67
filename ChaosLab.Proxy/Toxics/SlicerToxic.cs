using ChaosLab.Proxy.Engine;
using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Toxics;

/// <summary>Cuts what passes into small pieces, with a pause after each.</summary>
/// <param name="AverageSize">Bytes of a piece, on average; 0 cuts nothing.</param>
/// <param name="SizeVariation">Bytes by which a piece is longer or shorter.</param>
/// <param name="Delay">Microseconds between pieces.</param>
internal sealed record SlicerToxic(long AverageSize, long SizeVariation, long Delay) : Toxic
{
    public const string Name = "slicer";

    private const long MostBytes = int.MaxValue;
    private const long MostMicroseconds = 3_600_000_000;

    public override string Type => Name;

    public override IReadOnlyDictionary<string, object> Attributes => new Dictionary<string, object>
    {
        ["average_size"] = AverageSize, ["size_variation"] = SizeVariation, ["delay"] = Delay,
    };

    public static SlicerToxic Read(AttributeReader from) => new(
        from.Whole("average_size", 0, MostBytes), from.Whole("size_variation", 0, MostBytes), from.Whole("delay", 0, MostMicroseconds));

    public override Stage CreateStage() => new AtWork();

    private sealed class AtWork : DelayingStage
    {
        public override void Take(Chunk chunk)
        {
            var toxic = (SlicerToxic)Entry.Toxic;
            while (toxic.AverageSize > 0 && chunk.Length > toxic.AverageSize + toxic.SizeVariation)
            {
                var (first, rest) = chunk.Split(Size(toxic));
                HoldBehind(first, toxic.Delay);
                chunk = rest;
            }

            HoldBehind(chunk, toxic.Delay);
        }

        private int Size(SlicerToxic toxic)
        {
            if (toxic.SizeVariation == 0) return (int)toxic.AverageSize;
            var size = toxic.AverageSize + Chances.Next(-toxic.SizeVariation, toxic.SizeVariation);
            size = Math.Max(1, size);
            Chances.Note("slice", size);
            return (int)size;
        }

        // The first piece goes at once, each other one the pause after the one before it.
        private void HoldBehind(Chunk chunk, long pause)
            => Hold(chunk, LastDue == 0 ? LoopClock.Now : Math.Max(LoopClock.Now, LastDue + pause));
    }
}
