using ChaosLab.Tests.Support;
using Xunit;

// A lab is a whole system of processes, and its tests mostly wait: two beside each other keep a small machine busy, more would disturb each
// other. What cannot bear any company is in the collection Alone.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]
