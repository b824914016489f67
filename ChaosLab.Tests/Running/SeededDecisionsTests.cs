using ChaosLab.ChaosController.Running;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Running;

public sealed class SeededDecisionsTests
{
    private static readonly string[] Victims = ["web-1", "web-2", "catalog", "analytics"];

    [Fact]
    public void The_same_seed_decides_the_same() => Decide(42).ShouldBe(Decide(42));

    [Fact]
    public void Other_seeds_decide_otherwise()
        => Enumerable.Range(0, 20).Select(seed => string.Join(';', Decide(seed))).Distinct().Count().ShouldBeGreaterThan(10);

    [Fact]
    public void Every_choice_can_be_made()
        => Enumerable.Range(0, 200).Select(seed => new SeededDecisions(seed).Choose("kill", Victims)).Distinct().Count().ShouldBe(Victims.Length);

    [Fact]
    public void An_own_seed_does_not_depend_on_the_runs()
        => new SeededDecisions(1).Choose("kill", Victims, seed: 9).ShouldBe(new SeededDecisions(2).Choose("kill", Victims, seed: 9));

    [Fact]
    public void Seeds_are_not_negative()
        => Enumerable.Range(0, 100).Select(seed => new SeededDecisions(seed).SeedFor("load")).ShouldAllBe(seed => seed >= 0);

    private static IReadOnlyList<string> Decide(int seed)
    {
        var decisions = new SeededDecisions(seed);
        decisions.SeedFor("load");
        for (var i = 1; i <= 5; i++) decisions.Choose($"kill {i} of 5", Victims);
        return decisions.Made;
    }
}
