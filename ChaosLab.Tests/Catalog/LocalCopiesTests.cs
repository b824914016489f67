using ChaosLab.Catalog;
using ChaosLab.Catalog.Reading;
using ChaosLab.Tests.Support;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Catalog;

public sealed class LocalCopiesTests
{
    private readonly ManualClock clock = new();
    private readonly CatalogOptions options = new() { LocalFor = TimeSpan.FromSeconds(1), LocalCapacity = 16 };

    [Fact]
    public void Copy_is_good_for_its_time_only()
    {
        var copies = Copies();
        copies.Keep("a", new([1], PageOrigin.Hit));
        clock.Advance(TimeSpan.FromSeconds(0.99));
        copies.TryFind("a", out _).ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(0.01));
        copies.TryFind("a", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(PageOrigin.Miss, PageOrigin.Hit)]
    [InlineData(PageOrigin.Hit, PageOrigin.Hit)]
    [InlineData(PageOrigin.Stale, PageOrigin.Stale)]
    internal void Copy_of_a_fresh_answer_is_a_hit_and_a_stale_one_stays_stale(PageOrigin kept, PageOrigin found)
    {
        var copies = Copies();
        copies.Keep("a", new([1], kept));
        copies.TryFind("a", out var page).ShouldBeTrue();
        page!.Origin.ShouldBe(found);
    }

    [Fact]
    public void Full_memory_keeps_nothing_new_until_something_is_past_its_time()
    {
        var copies = Copies();
        for (var i = 0; i < 17; i++)
            copies.Keep($"k{i}", new([1], PageOrigin.Hit));
        copies.TryFind("k16", out _).ShouldBeFalse();

        clock.Advance(TimeSpan.FromSeconds(2));
        copies.Keep("k16", new([1], PageOrigin.Hit));
        copies.TryFind("k16", out _).ShouldBeTrue();
    }

    [Fact]
    public void Zero_keeps_nothing()
    {
        options.LocalFor = TimeSpan.Zero;
        var copies = Copies();
        copies.Keep("a", new([1], PageOrigin.Hit));
        copies.TryFind("a", out _).ShouldBeFalse();
    }

    private LocalCopies Copies() => new(Options.Create(options), clock);
}
