using System.Net.Sockets;
using ChaosLab.ServiceDefaults;
using ChaosLab.Tests.Support;
using Npgsql;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.ServiceDefaults.Resilience;

public sealed class RetryTests : IDisposable
{
    // Longer than any wait before a retry, with its jitter; far shorter than the total time.
    private static readonly TimeSpan LongerThanAWait = TimeSpan.FromSeconds(5);

    private readonly Callee _callee = new(options =>
        (options.MaxRetries, options.AttemptTimeout, options.TotalTimeout) = (2, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5)));

    public void Dispose() => _callee.Dispose();

    [Fact]
    public async Task What_may_be_repeated_is_tried_again_until_it_succeeds()
    {
        var call = _callee.CallAsync(attempt => attempt < 3 ? throw new IOException("broken") : Task.FromResult($"answer {attempt}"));
        await WaitThroughRetriesAsync(call);

        (await call).ShouldBe("answer 3");
        _callee.Dependency.State.Available.ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_is_asked_again_before_the_wait_is_over()
    {
        var call = _callee.CallAsync(attempt => attempt == 1 ? throw new IOException("broken") : Task.FromResult("answer"));

        call.IsCompleted.ShouldBeFalse();
        _callee.Asked.ShouldBe(1);
        _callee.Clock.Advance(LongerThanAWait);
        await call;
        _callee.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task What_must_not_be_repeated_is_tried_once()
    {
        var error = await Should.ThrowAsync<DependencyException>(() => _callee.CallAsync(_ => throw new IOException("broken"), idempotent: false));

        (error.Failure, error.MayHaveHappened).ShouldBe((DependencyFailure.Failed, true));
        _callee.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task The_number_of_retries_is_limited()
    {
        var call = _callee.CallAsync(_ => throw new IOException("broken"));
        await WaitThroughRetriesAsync(call);

        var error = await Should.ThrowAsync<DependencyException>(() => call);
        error.Message.ShouldContain("it: ask failed: broken");
        _callee.Asked.ShouldBe(3);
    }

    [Fact]
    public async Task A_server_that_has_no_connection_left_is_not_asked_for_more()
    {
        var full = new PostgresException("sorry, too many clients already", "FATAL", "FATAL", PostgresErrorCodes.TooManyConnections);

        var error = await Should.ThrowAsync<DependencyException>(() => _callee.CallAsync(_ => throw new NpgsqlException("no connection", full)));

        (error.Failure, error.MayHaveHappened).ShouldBe((DependencyFailure.Refused, false));
        _callee.Asked.ShouldBe(1);
        _callee.Dependency.State.Available.ShouldBeFalse();
    }

    [Fact]
    public async Task A_refusal_by_a_dependency_that_is_well_is_final()
    {
        await Should.ThrowAsync<DependencyRejectedException>(() => _callee.CallAsync(_ => throw new DependencyRejectedException("no")));

        _callee.Asked.ShouldBe(1);
        _callee.Dependency.State.Available.ShouldBeTrue();
    }

    [Fact]
    public async Task A_caller_who_gives_up_ends_it_and_says_nothing_of_the_dependency()
    {
        using var caller = new CancellationTokenSource();
        var call = _callee.CallAsync(_ => throw new IOException("broken"), ct: caller.Token);

        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
        _callee.Asked.ShouldBe(1);
        _callee.Dependency.State.Available.ShouldBeTrue();
    }

    [Fact]
    public async Task What_never_got_a_connection_has_surely_not_happened()
    {
        var call = _callee.CallAsync(_ => throw new SocketException((int)SocketError.ConnectionRefused));
        await WaitThroughRetriesAsync(call);

        var error = await Should.ThrowAsync<DependencyException>(() => call);
        (error.Failure, error.MayHaveHappened).ShouldBe((DependencyFailure.Refused, false));
    }

    [Fact]
    public async Task The_naive_profile_tries_once()
    {
        using var naive = new Callee(options => options.MaxRetries = 2, LabProfile.Naive);
        await Should.ThrowAsync<DependencyException>(() => naive.CallAsync(_ => throw new IOException("broken")));
        naive.Asked.ShouldBe(1);
    }

    // Between attempts two timers go: the total time's and the wait's.
    private async Task WaitThroughRetriesAsync(Task call)
    {
        while (!call.IsCompleted)
        {
            await Eventually.BeTrueAsync("a wait, or the end", () => call.IsCompleted || _callee.Clock.Waiting == 2);
            _callee.Clock.Advance(LongerThanAWait);
        }
    }
}
