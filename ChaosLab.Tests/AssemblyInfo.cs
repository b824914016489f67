using Xunit;

// Tests without a lab mostly wait, so some run beside each other, first. Labs are whole systems of processes on a small machine: they and
// whatever else bears no company (the collection Alone) come after, one at a time, or their timings disturb each other.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
