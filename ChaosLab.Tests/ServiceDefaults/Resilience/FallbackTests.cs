using ChaosLab.ServiceDefaults;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults.Resilience;

public sealed class FallbackTests
{
    [Fact]
    public async Task A_fallback_stands_in_and_is_told_why()
    {
        using var callee = new Callee();
        (await AskAsync(callee)).ShouldBe("instead of Failed");
    }

    [Fact]
    public async Task In_the_naive_profile_nothing_stands_in()
    {
        using var callee = new Callee(profile: LabProfile.Naive);
        await Should.ThrowAsync<DependencyException>(() => AskAsync(callee));
    }

    [Fact]
    public async Task It_does_not_stand_in_for_a_refusal()
    {
        using var callee = new Callee();
        await Should.ThrowAsync<DependencyRejectedException>(() => AskAsync(callee, new DependencyRejectedException("no")));
    }

    private static Task<string> AskAsync(Callee callee, Exception? error = null)
        => callee.Dependency.CallAsync<string>(
            "ask", _ => throw error ?? new IOException("broken"), failed => $"instead of {failed.Failure}", idempotent: true, CancellationToken.None).AsTask();
}
