using Xunit;

// Labs are whole systems of processes on a small machine: one at a time, or their timings disturb each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
