using ChaosLab.Proxy.Engine;
using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Toxics;

/// <summary>Resets the connection (RST) some time after its first byte or its end; what comes meanwhile is dropped.</summary>
/// <param name="Timeout">Milliseconds; 0 resets at once.</param>
internal sealed record ResetPeerToxic(long Timeout) : Toxic
{
    public const string Name = "reset_peer";

    public override string Type => Name;

    public override IReadOnlyDictionary<string, object> Attributes => new Dictionary<string, object> { ["timeout"] = Timeout };

    public static ResetPeerToxic Read(AttributeReader from) => new(from.Milliseconds("timeout"));

    public override Stage CreateStage() => new AtWork();

    private sealed class AtWork : Stage, ITimed
    {
        private readonly Alarm _alarm;
        private long _began;

        public AtWork() => _alarm = new Alarm(this);

        public override void Take(Chunk chunk)
        {
            chunk.Return();
            Wait();
        }

        public override void TakeEnd(Chunk end) => Wait();

        public void OnTime() => Connection.Reset();

        // Bytes are missing in a connection that waits for its reset.
        public override void Release()
        {
            if (_began != 0) Connection.Reset();
        }

        public override void Discard() => Alarms.Clear(_alarm);

        protected override void Changed()
        {
            if (_began != 0) Wait();
        }

        private void Wait()
        {
            if (_began == 0) _began = LoopClock.Now;
            var timeout = ((ResetPeerToxic)Entry.Toxic).Timeout;
            if (timeout == 0) Connection.Reset();
            else Alarms.Set(_alarm, _began + LoopClock.FromMilliseconds(timeout));
        }
    }
}
