using ChaosLab.Proxy.Engine;
using ChaosLab.Proxy.Links;

namespace ChaosLab.Proxy.Toxics;

/// <summary>
/// A black hole: bytes are dropped. The connection is closed when none has come for a while, and when the toxic is
/// removed, since bytes are missing in it.
/// </summary>
/// <param name="Timeout">Milliseconds; 0 holds the connection until the toxic is removed.</param>
internal sealed record TimeoutToxic(long Timeout) : Toxic
{
    public const string Name = "timeout";

    public override string Type => Name;

    public override IReadOnlyDictionary<string, object> Attributes => new Dictionary<string, object> { ["timeout"] = Timeout };

    public static TimeoutToxic Read(AttributeReader from) => new(from.Milliseconds("timeout"));

    public override Stage CreateStage() => new AtWork();

    private sealed class AtWork : Stage, ITimed
    {
        private readonly Alarm _alarm;

        public AtWork() => _alarm = new Alarm(this);

        public override void Begin() => Wait();

        public override void Take(Chunk chunk)
        {
            chunk.Return();
            Wait();
        }

        public void OnTime() => Connection.Close();

        public override void Release() => Connection.Close();

        public override void Discard() => Alarms.Clear(_alarm);

        protected override void Changed() => Wait();

        private void Wait()
        {
            var timeout = ((TimeoutToxic)Entry.Toxic).Timeout;
            if (timeout == 0) Alarms.Clear(_alarm);
            else Alarms.Set(_alarm, LoopClock.Now + LoopClock.FromMilliseconds(timeout));
        }
    }
}
