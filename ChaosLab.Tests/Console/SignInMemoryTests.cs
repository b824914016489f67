using ChaosLab.ChaosController.Console.SignIn;
using ChaosLab.Tests.Support;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Console;

/// <summary>What is kept of links and sessions: little, and not for long.</summary>
public sealed class SignInMemoryTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void A_link_is_good_for_two_minutes()
    {
        var links = new SignInLinks(_clock);
        var early = links.Create();
        var late = links.Create();

        _clock.Advance(TimeSpan.FromSeconds(119));
        links.Use(early.Code).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(1));

        links.Use(late.Code).ShouldBeFalse();
        late.ExpiresAt.ShouldBe(_clock.GetUtcNow());
    }

    [Fact]
    public void Of_many_links_the_newest_are_kept()
    {
        var links = new SignInLinks(_clock);
        var codes = Enumerable.Range(0, 100).Select(_ =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            return links.Create().Code;
        }).ToArray();

        codes.Count(links.Use).ShouldBe(16);
        links.Use(codes[^1]).ShouldBeFalse("it has just been used");
    }

    [Fact]
    public void A_session_is_good_for_twelve_hours()
    {
        var sessions = new ConsoleSessions(_clock);
        var (secret, session) = sessions.Open();

        _clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));
        sessions.Find(secret).ShouldBe(session);
        _clock.Advance(TimeSpan.FromSeconds(1));

        sessions.Find(secret).ShouldBeNull();
    }

    [Fact]
    public void Of_many_sessions_the_newest_are_kept()
    {
        var sessions = new ConsoleSessions(_clock);
        var secrets = Enumerable.Range(0, 200).Select(_ =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            return sessions.Open().Secret;
        }).ToArray();

        secrets.Where(secret => sessions.Find(secret) is not null).ShouldBe(secrets[^32..]);
    }

    [Fact]
    public void A_session_that_was_closed_opens_nothing()
    {
        var sessions = new ConsoleSessions(_clock);
        var (closed, _) = sessions.Open();
        var (open, _) = sessions.Open();

        sessions.Close(closed);

        sessions.Find(closed).ShouldBeNull();
        sessions.Find(open).ShouldNotBeNull();
        sessions.Find(null).ShouldBeNull();
        sessions.Find(new string('x', 100_000)).ShouldBeNull();
    }
}
