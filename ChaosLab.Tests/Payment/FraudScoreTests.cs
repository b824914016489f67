using ChaosLab.Payment.Fraud;
using Shouldly;
using Xunit;

namespace ChaosLab.Tests.Payment;

public sealed class FraudScoreTests
{
    [Theory]
    [InlineData(0.01)]
    [InlineData(9.99)]
    [InlineData(1_000_000)]
    [InlineData(1_000_000_000)]
    public void Default_features_are_never_declined(double amount) =>
        FraudScore.Of(CustomerFeatures.Default, (decimal)amount).ShouldBeLessThan(FraudScore.Declined);

    [Fact]
    public void No_customer_is_declined_up_to_ten_thousand() =>
        FraudScore.Of(new(0, 0), 10_000m).ShouldBeLessThan(FraudScore.Declined);

    [Fact]
    public void New_account_with_a_huge_first_purchase_is_declined() =>
        FraudScore.Of(new(0, 0), 1_000_000m).ShouldBeGreaterThanOrEqualTo(FraudScore.Declined);

    [Fact]
    public void Buying_more_never_raises_the_score_so_load_declines_nobody()
    {
        var scores = Enumerable.Range(0, 2000).Select(count => FraudScore.Of(new(0, count), 9.99m)).ToArray();
        scores.ShouldBe(scores.OrderDescending());
    }

    [Fact]
    public void Score_stays_between_zero_and_one()
    {
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++)
        {
            var features = new CustomerFeatures(random.NextDouble() * 10_000, random.Next(100_000));
            FraudScore.Of(features, (decimal)(random.NextDouble() * 1e9)).ShouldBeInRange(0, 1);
        }
    }
}
