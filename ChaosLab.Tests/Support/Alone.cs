using Xunit;

namespace ChaosLab.Tests.Support;

/// <summary>
/// Tests that run when no other does, after all others: they count on the machine's processors, or see and change what belongs to the whole
/// process, such as its environment, its spans and its memory.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
