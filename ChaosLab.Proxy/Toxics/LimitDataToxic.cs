using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Toxics;

/// <summary>Closes the connection after so many bytes have passed.</summary>
/// <param name="Bytes">Counted from when the toxic was added to the connection.</param>
internal sealed record LimitDataToxic(long Bytes) : Toxic
{
    public const string Name = "limit_data";

    public override string Type => Name;

    public override IReadOnlyDictionary<string, object> Attributes => new Dictionary<string, object> { ["bytes"] = Bytes };

    public static LimitDataToxic Read(AttributeReader from) => new(from.Whole("bytes", 0, long.MaxValue));

    public override Stage CreateStage() => new AtWork();

    private sealed class AtWork : Stage
    {
        private long _passed;
        private bool _reached;

        public override void Take(Chunk chunk)
        {
            var left = Math.Max(0, ((LimitDataToxic)Entry.Toxic).Bytes - _passed);
            if (_reached || left == 0)
            {
                chunk.Return();
            }
            else
            {
                var length = (int)Math.Min(left, chunk.Length);
                _passed += length;
                left -= length;
                Pass(chunk with { Length = length });
            }

            if (left > 0 || _reached) return;
            _reached = true;
            if (!Connection.IsOver) Link.CloseAfter(this);
        }

        public override void TakeEnd(Chunk end)
        {
            if (!_reached) Pass(end);
        }
    }
}
