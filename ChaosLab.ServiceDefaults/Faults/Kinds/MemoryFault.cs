using System.Diagnostics;
using ChaosLab.ServiceDefaults.Health;

namespace ChaosLab.ServiceDefaults.Faults.Kinds;

/// <summary>The heap grows, up to a limit; beyond the process's own hard limit the process ends, as out of memory as any.</summary>
internal sealed class MemoryFault(HeapAlert alert) : IServiceFaultKind
{
    private const string Rate = "rate";
    private const string Limit = "limit";

    // What any machine that runs the lab has to spare. More may be asked only of a process that cannot take the machine with it.
    private const int HarmlessMebibytes = 256;

    public string Name => "memory";

    public IReadOnlyList<FaultSetting> Settings { get; } =
        [FaultSetting.Whole(Rate, 1, 256, 32, " MiB/s"), FaultSetting.Whole(Limit, 1, 4096, 1024, " MiB")];

    public string Claim(FaultSettings settings) => "heap";

    public IServiceFault Start(FaultSettings settings)
    {
        var limit = settings.Whole(Limit);
        if (limit > HarmlessMebibytes && alert.HardLimit is null)
        {
            throw new FaultRefusedException(
                $"This process has no hard heap limit, so {limit} MiB could take the machine's memory. Ask for at most {HarmlessMebibytes} MB, or set DOTNET_GCHeapHardLimit.");
        }

        return new Acting(settings.Whole(Rate), limit, alert);
    }

    /// <summary>Hits are the mebibytes it holds.</summary>
    private sealed class Acting : IServiceFault
    {
        private const int Mebibyte = 1 << 20;

        private readonly int _rate;
        private readonly int _limit;
        private readonly HeapAlert _alert;
        private readonly ManualResetEventSlim _ended = new();
        private readonly List<byte[]> _held = [];
        private int _mebibytes;

        public Acting(int rate, int limit, HeapAlert alert)
        {
            _rate = rate;
            _limit = limit;
            _alert = alert;
            new Thread(Grow) { Name = "memory fault", IsBackground = true }.Start();
        }

        public long Hits => Volatile.Read(ref _mebibytes);

        public void Dispose()
        {
            _ended.Set();
            lock (_held) _held.Clear();

            // Given back at once, to the system, too: a fault that is over leaves no pressure behind.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        // What is thrown at the heap's hard limit is not caught, here least of all: it ends the process, as it does in earnest.
        private void Grow()
        {
            var clock = Stopwatch.StartNew();
            while (!_ended.IsSet)
            {
                var due = Math.Min(_limit, clock.Elapsed.TotalSeconds * _rate);
                if (_mebibytes >= due)
                {
                    _ended.Wait(TimeSpan.FromMilliseconds(10));
                    continue;
                }

                Hold();
                _alert.Look();
            }
        }

        private void Hold()
        {
            // Written to, or the system would only promise it.
            var piece = GC.AllocateUninitializedArray<byte>(Mebibyte);
            Array.Fill(piece, (byte)1);
            lock (_held)
            {
                if (_ended.IsSet) return;
                _held.Add(piece);
                Volatile.Write(ref _mebibytes, _held.Count);
            }
        }
    }
}
