namespace ChaosLab.ServiceDefaults.Faults.Kinds;

/// <summary>Starves the thread pool: workers are blocked, no more come, and what is left of them is mostly busy.</summary>
internal sealed class ThreadPoolFault : IServiceFaultKind
{
    private const string Workers = "workers";
    private const string Wait = "wait";

    public string Name => "thread-pool";

    /// <summary>How many workers are blocked, and about how long each piece of work waits for the one that is left.</summary>
    public IReadOnlyList<FaultSetting> Settings { get; } = [FaultSetting.Whole(Workers, 1, 500, 64), FaultSetting.Whole(Wait, 10, 1000, 200, " ms")];

    public string Claim(FaultSettings settings) => "thread pool";

    public IServiceFault Start(FaultSettings settings) => new Acting(settings.Whole(Workers), TimeSpan.FromMilliseconds(settings.Whole(Wait)));

    /// <summary>Hits are the workers that are blocked.</summary>
    private sealed class Acting : IServiceFault, IThreadPoolWorkItem
    {
        private readonly (int Workers, int Completion) _least;
        private readonly (int Workers, int Completion) _most;
        private readonly ManualResetEventSlim _ended = new();
        private readonly TimeSpan _wait;
        private int _blocked;

        public Acting(int workers, TimeSpan wait)
        {
            _wait = wait;
            ThreadPool.GetMinThreads(out _least.Workers, out _least.Completion);
            ThreadPool.GetMaxThreads(out _most.Workers, out _most.Completion);

            // The pool grows slowly, and a pool that is full for good could not even be asked to end this. So it gets all its threads at
            // once and no more of them; those that are left free are held up again and again, for as long as work is to wait for them.
            var free = Math.Max(1, Environment.ProcessorCount - workers);
            ThreadPool.SetMinThreads(workers + free, _least.Completion);
            for (var worker = 0; worker < workers; worker++) ThreadPool.UnsafeQueueUserWorkItem(static self => self.Block(), this, preferLocal: false);
            for (var worker = 0; worker < free; worker++) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            ThreadPool.SetMaxThreads(workers + free, _most.Completion);
        }

        public long Hits => Volatile.Read(ref _blocked);

        public void Execute()
        {
            if (!_ended.Wait(_wait)) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        public void Dispose()
        {
            if (_ended.IsSet) return;
            _ended.Set();
            ThreadPool.SetMaxThreads(_most.Workers, _most.Completion);
            ThreadPool.SetMinThreads(_least.Workers, _least.Completion);
        }

        private void Block()
        {
            Interlocked.Increment(ref _blocked);
            _ended.Wait();
            Interlocked.Decrement(ref _blocked);
        }
    }
}
