using System.Diagnostics;

namespace ChaosLab.ServiceDefaults.Faults.Kinds;

/// <summary>Threads of this process burn processor time.</summary>
internal sealed class CpuFault : IServiceFaultKind
{
    private const string Cores = "cores";
    private const string Percent = "percent";

    public string Name => "cpu";

    public IReadOnlyList<FaultSetting> Settings { get; } = [FaultSetting.Whole(Cores, 1, 64, 1), FaultSetting.Whole(Percent, 1, 100, 100, " %")];

    public IServiceFault Start(FaultSettings settings) => new Acting(settings.Whole(Cores), settings.Whole(Percent));

    /// <summary>Hits are the threads that burn.</summary>
    private sealed class Acting : IServiceFault
    {
        private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(50);

        private readonly int _threads;
        private readonly TimeSpan _busy;
        private readonly ManualResetEventSlim _ended = new();

        public Acting(int cores, int percent)
        {
            _threads = cores;
            _busy = Slice * percent / 100;
            for (var core = 0; core < cores; core++) new Thread(Burn) { Name = "cpu fault", IsBackground = true }.Start();
        }

        public long Hits => _threads;

        public void Dispose() => _ended.Set();

        private void Burn()
        {
            while (!_ended.IsSet)
            {
                var slice = Stopwatch.StartNew();
                while (slice.Elapsed < _busy && !_ended.IsSet)
                {
                    // This is the work.
                }

                if (_busy < Slice) _ended.Wait(Slice - _busy);
            }
        }
    }
}
