using ChaosLab.Hosting.Faults;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Hosting.Faults;

public sealed class SeededChoiceTests
{
    private static readonly string[] Names = ["web-1", "web-2", "catalog", "payment", "cache"];

    [Fact]
    public void The_same_seed_and_names_choose_the_same_one_in_any_order()
    {
        for (var seed = 0; seed < 100; seed++)
            SeededChoice.Among(Names, seed).ShouldBe(SeededChoice.Among(Names.Reverse(), seed));
    }

    [Fact]
    public void Every_name_is_chosen_by_some_seed()
        => Enumerable.Range(0, 100).Select(seed => SeededChoice.Among(Names, seed)).Distinct().Count().ShouldBe(Names.Length);

    [Fact]
    public void The_choice_stays_the_same_in_all_versions()
        => Enumerable.Range(0, 5).Select(seed => SeededChoice.Among(Names, seed)).ShouldBe(["cache", "cache", "cache", "web-1", "web-1"]);
}
