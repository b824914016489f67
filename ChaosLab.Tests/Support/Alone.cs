using Xunit;
using Xunit.v3;

namespace ChaosLab.Tests.Support;

/// <summary>
/// Tests that run when no other does: they start a lab, count on the machine's processors, or see and change what belongs to the whole process,
/// such as its environment, its spans and its memory.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";

    /// <summary>Keeps a test that would run beside others from starting a lab.</summary>
    /// <exception cref="InvalidOperationException">The running test's collection may run beside others.</exception>
    internal static void Require()
    {
        if (TestContext.Current.TestCollection is IXunitTestCollection { DisableParallelization: false } collection)
        {
            throw new InvalidOperationException(
                $"'{collection.TestCollectionDisplayName}' starts a lab, but may run beside other tests: mark the class [Collection(Alone.Name)].");
        }
    }
}
